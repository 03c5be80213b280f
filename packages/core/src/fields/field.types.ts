export const fieldTypes = ['text', 'number', 'date', 'choice', 'boolean'] as const
export type FieldType = (typeof fieldTypes)[number]

export const fieldSubjects = ['photo', 'album'] as const
export type FieldSubject = (typeof fieldSubjects)[number]

/** A value of a custom field: text and choices as text, dates as `2019-07-04`. */
export type FieldValue = string | number | boolean

/** Values by the key of their field; those that are not set are left out. */
export type FieldValues = Readonly<Record<string, FieldValue>>

/** Values to set by the key of their field; `null` takes the value away, fields that are not named stay as they are. */
export type FieldPatch = Readonly<Record<string, FieldValue | null>>

/** A field that the owners of a gallery made up. */
export interface CustomField {
  readonly id: number
  readonly subject: FieldSubject
  /** Name in queries (`field.KEY:`) and in the API: lower-case letters, digits and dashes, 40 at most; it never changes. */
  readonly key: string
  readonly name: string
  readonly type: FieldType
  /** The values of a `choice`, in their order; `null` for other types. */
  readonly choices: readonly string[] | null
  /** Place among the fields of its subject, from 0. */
  readonly position: number
  /** ISO 8601, UTC. */
  readonly createdAt: string
}

export interface FieldDraft {
  subject: FieldSubject
  /** Default: made from the name. */
  key?: string
  /** 1 to 100 characters. */
  name: string
  type: FieldType
  /** For a `choice`: 1 to 200 different ones of up to 100 characters. */
  choices?: readonly string[]
}

export interface FieldPatchInput {
  name?: string
  /** Place among the fields of its subject, from 0. */
  position?: number
  /** All choices, in their order. */
  choices?: readonly string[]
  /** What becomes of values whose choice is not among `choices` any more: the choice that takes over. */
  replace?: Readonly<Record<string, string>>
}

export interface FieldsService {
  /** All custom fields in their order; with `subject` those of photos or of albums. At most 200. */
  list(options?: { subject?: FieldSubject }): Promise<readonly CustomField[]>
  /** @throws `FIELD_NOT_FOUND` */
  get(id: number): Promise<CustomField>
  /** Administrators only. */
  create(draft: FieldDraft): Promise<CustomField>
  /** Administrators only. A choice in use must be replaced. */
  update(id: number, patch: FieldPatchInput): Promise<CustomField>
  /** Administrators only. All values of the field go with it. */
  delete(id: number): Promise<void>
}
