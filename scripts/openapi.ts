/** Writes packages/sdk/openapi.json from the contract. Run it after a change of the contract: `npm run openapi`. */
import { writeFile } from 'node:fs/promises'
import { openApiDocument } from 'vitrine'

const file = new URL('../packages/sdk/openapi.json', import.meta.url)
await writeFile(file, `${JSON.stringify(openApiDocument(), null, 2)}\n`)
console.log(`Wrote ${file.pathname}`)
