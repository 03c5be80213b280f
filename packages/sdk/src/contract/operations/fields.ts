import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { CustomField, CustomFields, FieldChange, FieldDraft, FieldListQuery } from '../schemas/field.ts'
import { IdParams } from '../schemas/fields.ts'

export const fields = {
  list: defineOperation({
    id: 'fields.list',
    ...routes.fields.list,
    summary: 'Custom fields of photos and albums, in their order.',
    input: { query: FieldListQuery },
    output: CustomFields,
    status: 200,
    errors: [],
    auth: 'public',
    csrf: false,
  }),
  get: defineOperation({
    id: 'fields.get',
    ...routes.fields.get,
    summary: 'One custom field.',
    input: { params: IdParams },
    output: CustomField,
    status: 200,
    errors: ['FIELD_NOT_FOUND'],
    auth: 'public',
    csrf: false,
  }),
  create: defineOperation({
    id: 'fields.create',
    ...routes.fields.create,
    summary: 'Makes a custom field. Administrators only.',
    input: { body: FieldDraft },
    output: CustomField,
    status: 201,
    errors: ['FORBIDDEN', 'NAME_TAKEN', 'CSRF_REJECTED'],
    auth: 'user',
    csrf: true,
  }),
  update: defineOperation({
    id: 'fields.update',
    ...routes.fields.update,
    summary: 'Renames a custom field, moves it, or gives it other choices. Administrators only.',
    input: { params: IdParams, body: FieldChange },
    output: CustomField,
    status: 200,
    errors: ['FIELD_NOT_FOUND', 'FORBIDDEN', 'CSRF_REJECTED'],
    auth: 'user',
    csrf: true,
  }),
  delete: defineOperation({
    id: 'fields.delete',
    ...routes.fields.delete,
    summary: 'Deletes a custom field with all of its values. Administrators only.',
    input: { params: IdParams },
    output: null,
    status: 204,
    errors: ['FIELD_NOT_FOUND', 'FORBIDDEN', 'CSRF_REJECTED'],
    auth: 'user',
    csrf: true,
  }),
}
