// The part of Turbo that is used here; the package brings no types.
declare module "@hotwired/turbo" {
  export function visit(location: string | URL, options?: { action?: "advance" | "replace" }): void;
}
