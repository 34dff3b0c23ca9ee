/** Hands a link on: copies it, or opens what the device shares with. Buttons that cannot work here stay hidden. */
export function start(element: HTMLElement): () => void {
  const find = <T extends HTMLElement>(name: string) => element.querySelector<T>(`[data-handon="${name}"]`);
  const link = find<HTMLInputElement>("link");
  const [copy, share, done] = [find("copy"), find("share"), find("done")];
  const over = new AbortController();
  if (link && copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", () => void copied(link, done), { signal: over.signal });
  }
  if (link && share && navigator.share) {
    share.hidden = false;
    // Whoever closes the sheet has changed their mind.
    const shared = () => navigator.share({ url: link.value, title: document.title }).catch(() => undefined);
    share.addEventListener("click", () => void shared(), { signal: over.signal });
  }
  return () => over.abort();
}

async function copied(link: HTMLInputElement, done: HTMLElement | null): Promise<void> {
  try {
    await navigator.clipboard.writeText(link.value);
    if (done) done.hidden = false;
  } catch {
    link.select();
  }
}
