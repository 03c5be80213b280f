import { administrators, everybody, whoeverMaySomewhere, whoeverSees } from '../kinds.ts'
import { nothing, type RowsOf } from '../row.ts'
import { canary } from '../subject.ts'

const seen = whoeverSees('TAG_NOT_FOUND')
/** What changes all photos, seen or not, is for those who may edit all of them. */
const managed = administrators

let made = 0

export const tags: RowsOf<'tags'> = {
  list: { may: everybody, send: nothing },
  get: { may: seen, send: ({ tag }) => ({ id: tag }) },
  path: { may: seen, send: ({ tag }) => ({ id: tag }) },
  suggest: {
    may: whoeverMaySomewhere(),
    scope: 'edit',
    send: () => ({ text: canary.slice(0, 3) }),
    except: { link: { is: 'ok', because: 'it uploads, and what is uploaded may be tagged' } },
  },
  listManaged: { may: managed, send: nothing },
  getManaged: { may: managed, send: ({ tag }) => ({ id: tag }) },
  create: { may: managed, send: () => ({ name: `New tag ${++made}` }) },
  update: { may: managed, uses: ['tags'], send: ({ tag }) => ({ id: tag, synonyms: [`New synonym ${++made}`] }) },
  duplicate: { may: managed, send: ({ tag }) => ({ id: tag, name: `New copy ${++made}` }) },
  merge: { may: managed, uses: ['tags'], send: ({ tag, otherTag }) => ({ from: [otherTag], into: tag }) },
  delete: { may: managed, uses: ['tags'], send: ({ tag }) => ({ id: tag }) },
  deleteMany: { may: managed, uses: ['tags'], send: ({ tag }) => ({ ids: [tag] }) },
  deleteOrphans: { may: managed, send: nothing },
  indexing: { may: managed, send: nothing },
}

export const fields: RowsOf<'fields'> = {
  list: { may: everybody, send: nothing },
  get: { may: everybody, send: ({ field }) => ({ id: field }) },
  create: { may: administrators, send: () => ({ subject: 'photo', name: `New field ${++made}`, type: 'text' }) },
  update: { may: administrators, send: ({ field }) => ({ id: field, position: 0 }) },
  delete: { may: administrators, uses: ['field'], send: ({ field }) => ({ id: field }) },
}
