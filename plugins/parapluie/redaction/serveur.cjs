// Serves the forms and keeps what they write in git, for this computer alone.
//
// A page of any other site can ask things of this server, even under a name of its own that it makes
// lead here. So a request says by what name it asks, its address holds what this start alone has
// printed, and what it may read and write is listed below: Decap's server, behind, would write
// anywhere in the repository.
"use strict";

const { execFileSync } = require("node:child_process");
const crypto = require("node:crypto");
const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");

// The town's folders, formats, branch and words, which `parapluie cms` writes here.
const town = null;

const port = Number(process.env.PORT) || 8080;
const root = path.join(__dirname, "..");
const token = crypto.randomBytes(18).toString("base64url");
const names = ["127.0.0.1", "localhost"];
const hosts = names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
process.env.GIT_REPO_DIRECTORY = root;
process.env.ORIGIN = `http://${hosts[0]}`;

const express = require("express");
const { registerLocalGit } = require("decap-server/dist/middlewares");

class Refused extends Error {}

const need = (condition, message = town.words.refused) => {
  if (!condition) throw new Refused(message);
};

// --- Who asks, and where ---

const sole = (request, name) => {
  const found = request.rawHeaders.filter((one, n) => n % 2 === 0 && one.toLowerCase() === name);
  need(found.length <= 1);
  return request.headers[name];
};

const knows = (given) => {
  const [a, b] = [given, token].map((text) => crypto.createHash("sha256").update(text).digest());
  return crypto.timingSafeEqual(a, b);
};

// Takes the token off the address, which is then one that Decap's server knows.
const admit = (request) => {
  const host = sole(request, "host");
  need(hosts.includes(host));
  const origin = sole(request, "origin");
  need(origin === undefined || origin === `http://${host}`);
  need([undefined, "same-origin", "none"].includes(sole(request, "sec-fetch-site")));
  // Nothing stands before the token: an address that names a server has none there.
  const [, given, ...rest] = request.url.split("/");
  need(knows(given), town.words.stale);
  request.url = `/${rest.join("/")}`;
  const writes = request.url === "/api/v1";
  need(request.method === "POST" ? writes : ["GET", "HEAD"].includes(request.method) && !writes);
  need(!writes || /^application\/json\s*(;|$)/i.test(sole(request, "content-type") || ""));
};

// --- What is asked ---

const isText = (value) => typeof value === "string" && value !== "";
// Names that every disk takes for themselves, and none for another: no `.git`, `GIT~1` or `con`.
const PLAIN = /^(?![.\s])(?!.*[.\s]$)(?!.*~\d)(?!(con|prn|aux|nul|com\d|lpt\d)(\.|$))[^\p{C}\\/:*?"<>|]+$/iu;

// Returns the path of a file or folder of the town; nothing on the way may be a link or a device.
const within = (value, folders, { file = true } = {}) => {
  need(isText(value) && value.length < 1000);
  need(folders.some((folder) => value.startsWith(`${folder}/`) || (!file && value === folder)));
  let place = root;
  const steps = value.split("/");
  steps.forEach((step, n) => {
    need(PLAIN.test(step));
    place = path.join(place, step);
    const found = fs.lstatSync(place, { throwIfNoEntry: false });
    need(!found || (file && n === steps.length - 1 ? found.isFile() : found.isDirectory()));
  });
  return value;
};

const both = [town.content, town.pictures];

const written = (value, formats) => {
  const suffix = path.posix.extname(value).slice(1).toLowerCase();
  return within(value, both.filter((one) => formats[one]?.includes(suffix)));
};
const TEXTS = { [town.content]: ["md"], [town.pictures]: ["yaml"] };
const PICTURES = { [town.pictures]: town.formats };
const ANY = { [town.content]: ["md"], [town.pictures]: ["yaml", ...town.formats] };

// A folder is read whole, so nothing in it may lead elsewhere.
const folder = (value, depth) => {
  within(value, both, { file: false });
  const look = (place, left) => {
    if (!left || !fs.existsSync(place)) return;
    for (const item of fs.readdirSync(place, { withFileTypes: true })) {
      const name = path.join(place, item.name);
      need(item.isFile() || item.isDirectory(), `${town.words.link}${path.relative(root, name)}`);
      if (item.isDirectory()) look(name, left - 1);
    }
  };
  look(path.join(root, value), depth);
  return value;
};

const asset = ({ path: file, content }) => {
  need(typeof content === "string");
  return { path: written(file, PICTURES), content, encoding: "base64" };
};

const dataFile = ({ path: file, slug, raw, newPath }) => {
  need(isText(raw) && isText(slug) && newPath === undefined);
  return { path: written(file, TEXTS), slug, raw };
};

const message = (options) => {
  need(isText(options.commitMessage) && !options.commitMessage.includes("\0"));
  return { commitMessage: options.commitMessage };
};

const listed = (value) => {
  need(Array.isArray(value));
  return value;
};

// What the forms ask, and nothing else: of what is sent, that alone is handed on.
const ACTIONS = {
  info: null,
  entriesByFolder: (asked) => {
    need(["md", "yaml"].includes(asked.extension) && Number.isInteger(asked.depth));
    need(asked.depth > 0 && asked.depth < 100);
    return { folder: folder(asked.folder, asked.depth), extension: asked.extension, depth: asked.depth };
  },
  getEntry: (asked) => ({ path: within(asked.path, both) }),
  getMedia: (asked) => ({ mediaFolder: folder(asked.mediaFolder, 1) }),
  getMediaFile: (asked) => ({ path: within(asked.path, both) }),
  persistEntry: (asked) => {
    need(asked.options.useWorkflow === false && asked.entry === undefined);
    const dataFiles = listed(asked.dataFiles).map(dataFile);
    need(dataFiles.length);
    return {
      dataFiles,
      assets: listed(asked.assets).map(asset),
      options: { ...message(asked.options), useWorkflow: false, status: "draft" },
    };
  },
  persistMedia: (asked) => ({ asset: asset(asked.asset), options: message(asked.options) }),
  deleteFiles: (asked) => ({
    paths: listed(asked.paths).map((file) => written(file, ANY)),
    options: message(asked.options),
  }),
  getDeployPreview: () => ({ collection: "-", slug: "-" }),
};

const asked = ({ action, params }) => {
  need(Object.hasOwn(ACTIONS, action));
  if (!ACTIONS[action]) return { action };
  need(params.branch === town.branch);
  const told = { branch: town.branch, ...ACTIONS[action](params) };
  // Otherwise Decap's server goes to that branch, where a file just looked at may be a link.
  const head = ["symbolic-ref", "--quiet", "--short", "HEAD"];
  const here = execFileSync("git", head, { cwd: root, encoding: "utf-8" }).trim();
  need(here === town.branch, town.words.branch);
  return { action, params: told };
};

// --- The server ---

const refusing = (step) => (request, response, next) => {
  try {
    step(request);
  } catch (error) {
    const reason = error instanceof Refused ? error.message : town.words.refused;
    response.status(403).json({ error: reason });
    return;
  }
  next();
};

const app = express();
app.disable("x-powered-by");
app.use((request, response, next) => {
  response.set({
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
  });
  next();
});
app.use(refusing(admit));
app.get("/admin/config.yml", (request, response) => {
  const given = fs.readFileSync(path.join(__dirname, "config.yml"), "utf-8");
  const api = `http://${request.headers.host}/${token}/api/v1`;
  response.type("text/yaml").send(given.replace(/((?:^|[\s_])url: )\/api\/v1$/m, `$1${api}`));
});
app.use("/admin", express.static(__dirname));
app.post(
  "/api/v1",
  express.json({ limit: "50mb" }),
  refusing((request) => {
    request.body = asked(request.body);
  }),
);
registerLocalGit(app, { logLevel: "warn" })
  .then(() => {
    app.use((error, request, response, next) => response.status(400).json({ error: town.words.refused }));
    // A request without a name is refused as the others are.
    const server = http.createServer({ requireHostHeader: false }, app);
    server.on("error", fail);
    server.listen(port, names[0], () => console.log(`${process.env.ORIGIN}/${token}/admin/`));
  })
  .catch(fail);

function fail(error) {
  console.error(error.code === "EADDRINUSE" ? town.words.taken.replace("{port}", port) : String(error));
  process.exitCode = 1;
}
