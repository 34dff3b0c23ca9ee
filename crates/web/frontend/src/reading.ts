import { Controller } from "@hotwired/stimulus";

const LOOK = 1500;

/** Tells the server up to which post somebody has read: once the page was really looked at, not when it was only fetched. */
export class Reading extends Controller<HTMLElement> {
  static override values = { url: String, post: String };

  declare readonly urlValue: string;
  declare readonly postValue: string;

  private timer = 0;
  private told = "";

  override connect(): void {
    document.addEventListener("visibilitychange", this.look);
    this.look();
  }

  override disconnect(): void {
    document.removeEventListener("visibilitychange", this.look);
    clearTimeout(this.timer);
  }

  /** A morph brought a later post. */
  postValueChanged(): void {
    this.look();
  }

  private readonly look = (): void => {
    clearTimeout(this.timer);
    const preview = document.documentElement.hasAttribute("data-turbo-preview");
    if (document.visibilityState !== "visible" || preview || !this.postValue || this.told === this.postValue) return;
    this.timer = window.setTimeout(() => this.tell(), LOOK);
  };

  private tell(): void {
    this.told = this.postValue;
    const body = new URLSearchParams({ post: this.postValue });
    fetch(this.urlValue, { method: "POST", body, keepalive: true }).catch(() => undefined);
  }
}
