// `npm start -- [folder…] [options]`: builds what is not built yet, then runs `vitrine serve` with these arguments.
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { buildIfStale, cliFile } from './build.mjs'

try {
  await buildIfStale()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

// npm runs scripts in the root of the project; a relative folder is meant from where the command was typed.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)

// In this very process: signals, terminal and exit code are those of the server, with nothing in between to forward them.
process.argv = [process.execPath, cliFile, 'serve', ...process.argv.slice(2)]
await import(pathToFileURL(cliFile).href)
