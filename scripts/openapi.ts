/**
 * Writes packages/sdk/openapi.json from the contract. Run it after a change of the contract: `npm run openapi`.
 *
 * With `--baseline`, at a release, also what later changes are compared with: test/contract/baseline.json.
 */
import { writeFile } from 'node:fs/promises'
import { openApiDocument } from 'vitrine'

const write = async (path: string, text: string): Promise<void> => {
  const file = new URL(`../${path}`, import.meta.url)
  await writeFile(file, `${text}\n`)
  console.log(`Wrote ${file.pathname}`)
}

await write('packages/sdk/openapi.json', JSON.stringify(openApiDocument(), null, 2))
if (process.argv.includes('--baseline')) await write('test/contract/baseline.json', JSON.stringify(openApiDocument()))
