import { Controller } from "@hotwired/stimulus";
import { visit } from "@hotwired/turbo";
import type { Emoji } from "./emoji/data";
import { icon, language, rendered } from "./page";

/** What a chunk gets by hand. If it imported app.js, that would be loaded a second time; so do chunks with an import() of their
    own, for which Vite keeps a helper in app.js. */
export interface Tools {
  icon(name: string): SVGSVGElement;
  language(): string;
  /** New HTML was put into the page: mathematics, copy buttons and the like come to it. */
  rendered(): void;
  visit(location: string | URL): void;
  /** The emoji picker. */
  picker(): Promise<typeof import("./emoji/picker")>;
  /** All emoji, named in the page's language. */
  emoji(): Promise<Emoji[]>;
}

/** Begins its work on an element; what it answers ends it. */
export type Part = (element: HTMLElement, tools: Tools) => () => void;

const tools: Tools = { icon, language, rendered, visit, picker: () => import("./emoji/picker"), emoji };

async function emoji(): Promise<Emoji[]> {
  const rows = language().startsWith("nl") ? import("virtual:emoji/nl") : import("virtual:emoji/en");
  const { emojiFrom } = await import("./emoji/data");
  return emojiFrom((await rows).default);
}

/** A controller whose code comes when the first element asks for it. */
export function lazy(load: () => Promise<{ start: Part }>): typeof Controller<HTMLElement> {
  return class extends Controller<HTMLElement> {
    private stop: (() => void) | undefined;

    override async connect(): Promise<void> {
      const { start } = await load();
      if (this.element.isConnected && !this.stop) this.stop = start(this.element, tools);
    }

    override disconnect(): void {
      this.stop?.();
      this.stop = undefined;
    }
  };
}
