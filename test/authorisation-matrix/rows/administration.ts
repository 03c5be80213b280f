import { administrators, everybody } from '../kinds.ts'
import { nothing, type RowsOf } from '../row.ts'

/** A PNG of one pixel. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

export const activity: RowsOf<'activity'> = {
  list: { may: administrators, send: nothing },
}

export const history: RowsOf<'history'> = {
  list: { may: administrators, send: nothing },
  summary: { may: administrators, send: () => ({ by: 'day' }) },
  settings: { may: administrators, send: nothing },
  setSettings: { may: administrators, send: () => ({ guests: true, users: true }) },
  purge: { may: administrators, send: () => ({ what: 'all' }) },
}

export const jobs: RowsOf<'jobs'> = {
  list: { may: administrators, send: nothing },
  get: { may: administrators, send: ({ mailJob }) => ({ id: mailJob }) },
  retry: {
    may: administrators,
    send: ({ mailJob }) => ({ id: mailJob }),
    done: { is: 'JOB_NOT_RETRYABLE', because: 'it waits: nothing takes mails out of the queue here' },
  },
  delete: { may: administrators, uses: ['mail'], send: ({ mailJob }) => ({ id: mailJob }) },
}

export const settings: RowsOf<'settings'> = {
  site: { may: administrators, send: nothing },
  setSite: { may: administrators, send: () => ({ title: 'Vitrine', language: 'en' }) },
  photoSorts: { may: administrators, send: nothing },
  setPhotoSorts: { may: administrators, send: () => ({ photos: '-takenAt' }) },
  accounts: { may: administrators, send: nothing },
  setAccounts: { may: administrators, send: () => ({ rememberDays: 60 }) },
  duplicates: { may: administrators, send: nothing },
  map: { may: administrators, send: nothing },
  setMap: { may: administrators, send: () => ({ attribution: 'The makers of the map' }) },
  maintenance: { may: administrators, send: nothing },
  setMaintenance: { may: administrators, send: () => ({ text: 'Back soon.' }) },
  setDuplicates: { may: administrators, send: () => ({ action: 'link' }) },
}

export const themes: RowsOf<'themes'> = {
  list: { may: administrators, send: nothing },
  get: { may: administrators, send: () => ({ name: 'mosaic' }) },
  update: { may: administrators, send: () => ({ name: 'mosaic', isOffered: true }) },
  delete: {
    may: administrators,
    send: () => ({ name: 'mosaic' }),
    done: { is: 'FORBIDDEN', because: 'what came with the server cannot be deleted' },
  },
  css: { may: administrators, send: nothing },
  setCss: { may: administrators, send: () => ({ css: '.site-footer { color: inherit }' }) },
  undoCss: { may: administrators, send: nothing },
  logo: { may: everybody, send: nothing },
  setLogo: { may: administrators, send: () => ({ light: pixel }) },
}

export const plugins: RowsOf<'plugins'> = {
  list: { may: administrators, send: nothing },
}

export const mail: RowsOf<'mail'> = {
  state: { may: administrators, send: nothing },
  test: { may: administrators, send: () => ({ to: 'somebody@example.org' }) },
  testResult: { may: administrators, send: ({ mailJob }) => ({ id: mailJob }) },
}

export const fileRules: RowsOf<'fileRules'> = {
  get: { may: administrators, send: nothing },
  set: { may: administrators, send: () => ({ attachesFormats: true }) },
}

export const metadata: RowsOf<'metadata'> = {
  settings: { may: administrators, send: nothing },
  setSettings: { may: administrators, send: () => ({ keywordTrees: true }) },
  synchronise: { may: administrators, send: ({ photo }) => ({ photo }) },
  writeBack: { may: administrators, send: ({ photo }) => ({ photo }) },
  job: { may: administrators, send: ({ metadataJob }) => ({ id: metadataJob }) },
}

export const derivatives: RowsOf<'derivatives'> = {
  settings: { may: administrators, send: nothing },
  setSettings: { may: administrators, send: () => ({ hidesOriginals: false }) },
  addWatermarkPicture: { may: administrators, send: () => ({ picture: pixel }) },
  figures: { may: administrators, send: nothing },
  purge: { may: administrators, send: ({ photo }) => ({ photoId: photo }) },
  warmUp: { may: administrators, send: ({ album }) => ({ album }) },
  warming: { may: administrators, send: ({ warmUpJob }) => ({ id: warmUpJob }) },
}

export const library: RowsOf<'library'> = {
  roots: { may: administrators, send: nothing },
  watching: { may: administrators, send: nothing },
  settings: { may: administrators, send: nothing },
  setSettings: { may: administrators, send: () => ({ watch: true }) },
  problems: { may: administrators, send: ({ root }) => ({ root }) },
  progress: { may: administrators, send: nothing },
  sync: { may: administrators, send: ({ root }) => ({ id: root }) },
}

export const storage: RowsOf<'storage'> = {
  latestCheck: { may: administrators, send: nothing },
  check: { may: administrators, send: () => ({ depth: 'quick' }) },
}

export const tools: RowsOf<'tools'> = {
  list: { may: administrators, send: nothing },
  refresh: { may: administrators, send: nothing },
}

export const webhooks: RowsOf<'webhooks'> = {
  list: { may: administrators, send: nothing },
  create: { may: administrators, send: () => ({ url: 'https://hooks.invalid/', types: ['group.created'] }) },
  get: { may: administrators, send: ({ webhook }) => ({ id: webhook }) },
  update: { may: administrators, send: ({ webhook }) => ({ id: webhook, description: 'Said anew' }) },
  delete: { may: administrators, uses: ['webhook'], send: ({ webhook }) => ({ id: webhook }) },
  renewSecret: { may: administrators, send: ({ webhook }) => ({ id: webhook }) },
  test: { may: administrators, send: ({ webhook }) => ({ id: webhook }) },
  replay: { may: administrators, send: ({ webhook }) => ({ id: webhook, after: '0-0' }) },
  deliveries: { may: administrators, send: ({ webhook }) => ({ id: webhook }) },
  resend: { may: administrators, send: ({ webhook, delivery }) => ({ id: webhook, deliveryId: delivery }) },
}
