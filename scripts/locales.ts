/**
 * `npm run locales`: writes the types of the sentences from the English ones. `npm run check:locales`: holds them against what they would
 * be, and the other languages against English.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { faultsOfLocales } from '../packages/server/src/languages/check-locales.ts'
import { argumentsOf } from '../packages/server/src/languages/message-arguments.ts'
import { bundledLocalesFolder, readCatalogue } from '../packages/server/src/languages/read-catalogue.ts'

const folder = bundledLocalesFolder()
const target = fileURLToPath(new URL('../packages/server/src/languages/messages.generated.ts', import.meta.url))

const typeOf = { number: 'number', choice: 'string', text: 'Text' } as const

const typesOf = (): string => {
  const lines = [...readCatalogue(`${folder}/en`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, text]) => {
      const names = [...argumentsOf(text)].map(([name, kind]) => `${name}: ${typeOf[kind]}`)
      return `  '${key}': ${names.length === 0 ? 'null' : `{ ${names.join('; ')} }`}`
    })
  return [
    '// Made of locales/en by `npm run locales`.',
    'type Text = string | number',
    '',
    '/** What each sentence takes; `null`: nothing. */',
    'export interface MessageArguments {',
    ...lines,
    '}',
    '',
  ].join('\n')
}

if (process.argv.includes('--check')) {
  const faults = faultsOfLocales(folder)
  if (readFileSync(target, 'utf8') !== typesOf()) faults.push('The types of the sentences are old: npm run locales')
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exit(1)
} else {
  writeFileSync(target, typesOf())
}
