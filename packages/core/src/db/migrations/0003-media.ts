import type { MigrationStep, SchemaTools } from './step.ts'

/** What complete media need. */
export const media: MigrationStep = {
  up: async (schema) => {
    await focalPoints(schema)
  },
}

/** What cropped sizes keep of a photo. */
const focalPoints = async ({ column, dialect: { columns: c } }: SchemaTools) => {
  await column('photos', 'focal_x', c.real, { null: true })
  await column('photos', 'focal_y', c.real, { null: true })
}
