import type { MigrationStep } from './step.ts'

/** The largest size of a link, a text on its pictures, and what its visitors may say of them. */
export const limitsOfLinks: MigrationStep = {
  up: async ({ column, dialect: { columns: c } }) => {
    await column('share_links', 'max_size', c.ascii(32), { null: true })
    await column('share_links', 'watermark_text', c.text(200), { null: true })
    await column('share_links', 'feedback_bits', c.integer, { default: 0 })
  },
}
