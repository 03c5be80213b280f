/**
 * Builds the documentation site: guides, the REST API, errors, the packages' reference, decisions; searchable, without a foreign host.
 * `npm run docs` writes it to packages/server/docs, from where the server serves it under `/docs` if it is told to.
 */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Application, type TypeDocOptions } from 'typedoc'
import { groups, siteDocuments } from './docs/documents.ts'
import { operationPages } from './docs/operations.ts'
import { arrangeSite, keepPolicy } from './docs/typedoc-site.ts'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const out = join(root, process.argv[2] ?? 'packages/server/docs')
const startedAt = Date.now()

const operations = join(root, 'docs/operations')
rmSync(operations, { recursive: true, force: true })
mkdirSync(operations, { recursive: true })
for (const [name, text] of operationPages()) writeFileSync(join(operations, name), `${text}\n`)

const documents = siteDocuments(root)
const options: TypeDocOptions = {
  options: join(root, 'typedoc.json'),
  out,
  router: 'site',
  projectDocuments: documents.map(({ path }) => join(root, path)),
  groupOrder: [...groups, '*'],
}
const app = await Application.bootstrapWithPlugins(options)
// Types that a schema is read as, in and out, have each of its comments twice. It is the same one.
const warn = app.logger.warn.bind(app.logger) as (...args: unknown[]) => void
app.logger.warn = (...args: unknown[]) => {
  if (!String(args[0]).includes('multiple declarations with a comment')) warn(...args)
}
arrangeSite(app, root, documents)
keepPolicy(app)

const project = await app.convert()
if (!project) process.exit(1)
app.validate(project)
if (app.logger.hasErrors() || app.logger.hasWarnings()) {
  console.error('The documentation has faults; see above.')
  process.exit(1)
}
await app.generateOutputs(project)
if (app.logger.hasWarnings()) process.exit(1)

const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
console.log(`${files.length} files, ${(bytes / 1024 ** 2).toFixed(1)} MiB, in ${seconds} s`)
