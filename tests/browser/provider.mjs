// A real provider of OpenID Connect (the certified oidc-provider), with people in memory and its own pages to sign in and consent.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const people = {
  lena: { name: "Lena Vos", preferred_username: "lena", email: "lena@house.test", email_verified: true },
  marta: { name: "Marta Okafor", preferred_username: "marta", email: "marta@house.test", email_verified: true },
};

/** The provider, knowing one client that comes back to `back`; answers `{issuer, client, secret, stop}`. */
export async function startProvider(back) {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const [client, secret] = ["guildhall", "a secret of forty letters, more or less!"];
  const provider = new Provider(issuer, {
    clients: [{ client_id: client, client_secret: secret, redirect_uris: [back], response_types: ["code"], grant_types: ["authorization_code"] }],
    claims: { openid: ["sub"], profile: ["name", "preferred_username"], email: ["email", "email_verified"] },
    cookies: { keys: ["a key for the cookies of a test"] },
    findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: `person-${id}`, ...people[id] }) },
  });
  server.on("request", provider.callback());
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { issuer, client, secret, stop };
}

/** Signs in on the provider's pages, and says yes. */
export async function signInThere(page, who) {
  await page.waitForURL(/\/interaction\//);
  await page.fill("input[name=login]", who);
  await page.fill("input[name=password]", "any");
  await page.click("button[type=submit]");
  await page.waitForSelector("input[name=prompt][value=consent]", { state: "attached" });
  await page.click("button[type=submit]");
}
