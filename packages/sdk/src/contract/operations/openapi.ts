import * as v from 'valibot'
import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'

export const openapi = {
  get: defineOperation({
    id: 'openapi.get',
    ...routes.openapi.get,
    summary: 'This API as an OpenAPI 3.1 document.',
    input: {},
    output: v.looseObject({ openapi: v.string(), paths: v.record(v.string(), v.unknown()) }),
    status: 200,
    errors: [],
    auth: 'public',
    scope: 'read',
    csrf: false,
  }),
}
