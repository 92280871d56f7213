// Serves the forms and keeps what they write in git, for this computer alone.
"use strict";

const path = require("node:path");

const port = Number(process.env.PORT) || 8080;
const address = `http://127.0.0.1:${port}`;
process.env.GIT_REPO_DIRECTORY = path.join(__dirname, "..");
process.env.ORIGIN = address;

const express = require("express");
const { registerLocalGit } = require("decap-server/dist/middlewares");

const app = express();
app.use("/admin", express.static(__dirname));
registerLocalGit(app, { logLevel: "warn" })
  .then(() => app.listen(port, "127.0.0.1", () => console.log(`${address}/admin/`)))
  .catch((error) => {
    console.error(String(error));
    process.exitCode = 1;
  });
