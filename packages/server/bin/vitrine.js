#!/usr/bin/env node
// A file of its own beside the build, so that it is there to be linked when a copy of the repository is installed, before it is built.
import { existsSync } from 'node:fs'

const program = new URL('../dist/cli.js', import.meta.url)
if (existsSync(program)) await import(program.href)
else {
  process.stderr.write('Vitrine is not built yet: “npm start” builds and runs it, “npm run build” builds it.\n')
  process.exitCode = 1
}
