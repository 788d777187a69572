import { dotnet } from './_framework/dotnet.js';

const inNode = globalThis.process?.versions?.node !== undefined;
const lines = [];
let builder = dotnet;
if (!inNode)
    builder = builder.withModuleConfig({ print: line => lines.push(line), printErr: line => lines.push(line) });
const code = await builder.run();
if (inNode)
    process.exit(code);

// A browser without a head prints the page when it is done.
document.body.textContent = lines.join('\n') + '\nexit code ' + code;
