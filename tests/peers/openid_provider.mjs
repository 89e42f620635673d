// An OpenID provider for the tests: the certified implementation `oidc-provider`, with people from a file.
// Arguments: port, file with {"people": {...}, "clients": [...]}.
import fs from "node:fs";
import http from "node:http";
import { Provider } from "oidc-provider";

const [port, file] = process.argv.slice(2);
const { people, clients } = JSON.parse(fs.readFileSync(file, "utf8"));
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients,
  claims: {
    openid: ["sub", "amr"],
    profile: ["preferred_username", "given_name", "family_name", "groups"],
    email: ["email", "email_verified"],
  },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id].claims }) }),
  cookies: { keys: ["only for tests"] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  // Our people agree to everything.
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid profile email");
    await grant.save();
    return grant;
  },
});
provider.on("server_error", (ctx, error) => console.error(error));

const page = (text) => `<!doctype html><html lang="de"><title>Verzeichnis</title><body>${text}
<form method="post"><label>Name <input name="login"></label><label>Kennwort <input name="password" type="password"></label>
<button type="submit">Anmelden</button></form><form method="post"><button name="cancel" value="1">Abbrechen</button></form>`;

const answer = provider.callback();
http
  .createServer(async (request, response) => {
    if (!request.url.startsWith("/interaction/")) return answer(request, response);
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    if (request.method === "GET") return response.end(page(""));
    let body = "";
    for await (const piece of request) body += piece;
    const typed = new URLSearchParams(body);
    if (typed.get("cancel")) return provider.interactionFinished(request, response, { error: "access_denied" });
    const person = people[typed.get("login")];
    if (!person || person.password !== typed.get("password")) return response.end(page("<p>Falsch.</p>"));
    return provider.interactionFinished(request, response, { login: { accountId: typed.get("login"), amr: person.amr } });
  })
  .listen(Number(port), "127.0.0.1", () => console.log("ready"));
