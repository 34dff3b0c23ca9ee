/** Passkeys: the form asks the server what to ask of the authenticator, and is sent with what that answers. */
export function start(element: HTMLElement): () => void {
  const form = element as HTMLFormElement;
  const over = new AbortController();
  if (!("PublicKeyCredential" in window)) return () => over.abort();
  for (const there of form.querySelectorAll<HTMLElement>("[data-passkey-there]")) there.hidden = false;
  for (const none of form.querySelectorAll<HTMLElement>("[data-passkey-none]")) none.hidden = true;
  form.addEventListener("submit", (event) => void sent(event, form), { signal: over.signal });
  return () => over.abort();
}

interface Begun {
  ceremony: string;
  options: { publicKey: PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON };
}

async function sent(event: Event, form: HTMLFormElement): Promise<void> {
  event.preventDefault();
  const told = form.querySelector<HTMLElement>("[data-passkey-problem]");
  const button = form.querySelector<HTMLButtonElement>("button");
  const say = (text: string | undefined) => {
    if (told) told.textContent = text ?? "";
  };
  say("");
  if (button) button.disabled = true;
  try {
    const body = new URLSearchParams();
    const password = form.querySelector<HTMLInputElement>("input[name=password]");
    if (password) body.set("password", password.value);
    const answer = await fetch(form.dataset.passkey ?? "", { method: "POST", body });
    if (answer.status === 422) return say(((await answer.json()) as { problem?: string }).problem);
    if (!answer.ok) return say(form.dataset.failed);
    const begun = (await answer.json()) as Begun;
    const credential = await asked(begun.options.publicKey);
    if (password) password.value = "";
    fill(form, "ceremony", begun.ceremony);
    fill(form, "credential", JSON.stringify(credential));
    form.submit();
  } catch {
    // Nobody chose a passkey, or the authenticator has none for this site.
    say(form.dataset.failed);
  } finally {
    if (button) button.disabled = false;
  }
}

function fill(form: HTMLFormElement, name: string, value: string): void {
  const field = form.querySelector<HTMLInputElement>(`input[name=${name}]`);
  if (field) field.value = value;
}

/** Makes a passkey where an account stands in what is asked for, else shows one. */
async function asked(options: Begun["options"]["publicKey"]): Promise<unknown> {
  const ids = (list: PublicKeyCredentialDescriptorJSON[] | undefined) =>
    (list ?? []).map((one) => ({ type: "public-key" as const, id: bytes(one.id), transports: one.transports as AuthenticatorTransport[] }));
  const challenge = bytes(options.challenge);
  if ("user" in options) {
    const publicKey = { ...options, challenge, user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: ids(options.excludeCredentials) };
    const made = (await navigator.credentials.create({ publicKey: publicKey as unknown as PublicKeyCredentialCreationOptions })) as PublicKeyCredential;
    const response = made.response as AuthenticatorAttestationResponse;
    return written(made, { attestationObject: text(response.attestationObject), transports: response.getTransports?.() });
  }
  const publicKey = { ...(options as PublicKeyCredentialRequestOptionsJSON), challenge, allowCredentials: ids(undefined), extensions: undefined };
  const shown = (await navigator.credentials.get({ publicKey: publicKey as unknown as PublicKeyCredentialRequestOptions })) as PublicKeyCredential;
  const response = shown.response as AuthenticatorAssertionResponse;
  const user = response.userHandle ? text(response.userHandle) : null;
  return written(shown, { authenticatorData: text(response.authenticatorData), signature: text(response.signature), userHandle: user });
}

function written(credential: PublicKeyCredential, response: object): object {
  const clientDataJSON = text(credential.response.clientDataJSON);
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response: { clientDataJSON, ...response }, extensions: {} };
}

/** From and to base64url, as the server writes bytes. */
function bytes(written: string): Uint8Array<ArrayBuffer> {
  const plain = atob(written.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(read: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(read));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
