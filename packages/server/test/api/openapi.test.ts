import { readFile } from 'node:fs/promises'
import { Validator } from '@seriousme/openapi-schema-validator'
import { contract, listOperations } from '@vitrine/sdk/contract'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from 'vitrine'

const committed = new URL('../../../sdk/openapi.json', import.meta.url)

describe('the OpenAPI document', () => {
  it('is committed as the contract has it (after a change: npm run openapi)', async () => {
    expect(JSON.parse(await readFile(committed, 'utf8'))).toEqual(JSON.parse(JSON.stringify(openApiDocument())))
  })

  it('is a valid OpenAPI 3.1 document', async () => {
    const validator = new Validator()
    const result = await validator.validate(structuredClone(openApiDocument()))
    expect(result.errors).toBeUndefined()
    expect(result.valid).toBe(true)
    expect(validator.version).toBe('3.1')
  })

  it('has every operation of the contract, once', () => {
    const { paths } = openApiDocument()
    const ids = Object.values(paths).flatMap((path) =>
      Object.values(path as Record<string, { operationId: string }>).map(({ operationId }) => operationId),
    )
    expect(ids.sort()).toEqual(
      listOperations(contract)
        .map(({ id }) => id)
        .sort(),
    )
  })

  it('is served with the base path it is mounted at', () => {
    expect(openApiDocument({ basePath: '/gallery' }).servers).toEqual([{ url: '/gallery/api/v1' }])
  })
})
