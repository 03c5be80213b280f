import { password } from '../../../packages/core/test/world.ts'
import { administrators, everybody, itsOwner, itsOwnerAlone, whoeverHasAnAccount, whoeverMay } from '../kinds.ts'
import { nothing, type RowsOf } from '../row.ts'

const noStep = `vp_${'A'.repeat(43)}`
const stepOver = {
  is: 'SIGN_IN_STEP_INVALID',
  because: 'whose step it is is said by the step alone, and nobody has this one',
} as const

export const session: RowsOf<'session'> = {
  create: { may: everybody, endsSessions: true, send: () => ({ username: 'stranger', password }) },
  enrol: { may: everybody, send: () => ({ step: noStep }), done: stepOver },
  enrolPasskey: { may: everybody, send: () => ({ step: noStep }), done: stepOver },
  finish: { may: everybody, send: () => ({ step: noStep, code: '000000' }), done: stepOver },
  get: { may: everybody, send: nothing },
  delete: { may: everybody, endsSessions: true, send: nothing },
}

export const viewAs: RowsOf<'viewAs'> = {
  start: {
    may: administrators,
    send: () => ({ viewer: 'guest' }),
    except: { preview: { is: 'ok', because: 'it is the administrator that goes from one view to another' } },
  },
  stop: { may: everybody, send: nothing },
}

/** What is the owner's alone: whoever looks through the eyes of others is not shown it either. */
const notInPreview = {
  preview: { is: 'PREVIEW_READ_ONLY', because: 'where somebody is signed in, and all about them, is theirs alone' },
} as const

export const account: RowsOf<'account'> = {
  get: { may: whoeverHasAnAccount, send: nothing },
  setPreferences: { may: whoeverHasAnAccount, send: () => ({ photosPerPage: 50 }) },
  changePassword: {
    may: whoeverHasAnAccount,
    endsSessions: true,
    send: () => ({ currentPassword: password, password }),
  },
  changeEmail: {
    may: whoeverHasAnAccount,
    send: () => ({ currentPassword: password, email: 'new@example.org' }),
  },
  sessions: { may: whoeverHasAnAccount, send: nothing, except: notInPreview },
  endSession: {
    may: itsOwnerAlone('SESSION_NOT_FOUND'),
    uses: ['session'],
    send: ({ session }) => ({ sessionId: session }),
    except: { link: { is: 'FORBIDDEN', because: 'a link has no account' } },
  },
  endSessions: { may: whoeverHasAnAccount, endsSessions: true, send: () => ({ everywhere: true }) },
  delete: {
    may: whoeverHasAnAccount,
    send: () => ({ currentPassword: 'not the password' }),
    done: { is: 'PASSWORD_WRONG', because: 'those who ask are needed afterwards: who gets as far as the password may' },
  },
  export: { may: whoeverHasAnAccount, send: nothing, except: notInPreview },
}

export const news: RowsOf<'news'> = {
  own: { may: whoeverHasAnAccount, send: nothing },
  choose: { may: whoeverHasAnAccount, send: () => ({ rhythm: 'weekly' }) },
  makeFeed: { may: whoeverHasAnAccount, send: nothing },
  removeFeed: { may: whoeverHasAnAccount, send: nothing },
  settings: { may: administrators, send: nothing },
  setSettings: {
    may: administrators,
    send: () => ({ enabled: true, hour: 6, text: null, pictures: true, maxPictures: 12 }),
  },
  state: { may: administrators, send: nothing },
  subscribers: { may: administrators, send: nothing },
  chooseFor: { may: administrators, send: ({ owner }) => ({ id: owner, rhythm: 'daily' }) },
  preview: { may: administrators, send: nothing },
  send: { may: administrators, send: nothing },
}

const wrongPassword = {
  done: { is: 'PASSWORD_WRONG', because: 'those who ask are needed as they are: who gets as far as the password may' },
} as const
const wrongCode = {
  done: { is: 'CODE_INVALID', because: 'nobody here has a second factor: who gets as far as the code may' },
} as const

export const secondFactor: RowsOf<'secondFactor'> = {
  get: { may: whoeverHasAnAccount, send: nothing },
  beginTotp: { may: whoeverHasAnAccount, send: () => ({ currentPassword: 'not the password' }), ...wrongPassword },
  confirmTotp: { may: whoeverHasAnAccount, send: () => ({ code: '000000' }), ...wrongCode },
  renewRecoveryCodes: { may: whoeverHasAnAccount, send: () => ({ code: '000000' }), ...wrongCode },
  remove: {
    may: whoeverHasAnAccount,
    send: () => ({ currentPassword: 'not the password', code: '000000' }),
    ...wrongPassword,
  },
  reset: { may: administrators, send: ({ owner }) => ({ id: owner }) },
  policy: { may: administrators, send: nothing },
  setPolicy: { may: administrators, send: () => ({ required: 'nobody' }) },
}

const noPasskey = {
  done: { is: 'PASSKEY_NOT_FOUND', because: 'nobody here has a passkey: who gets as far as looking for it may' },
} as const
const notAsked = {
  done: {
    is: 'PASSKEY_INVALID',
    because: 'nobody was asked for a passkey with this token: who gets as far as that may',
  },
} as const
const noQuestion = `vw_${'A'.repeat(43)}`
const key = { id: 'AAAA', rawId: 'AAAA', type: 'public-key' } as const

const hasPassword = {
  done: { is: 'FORBIDDEN', because: 'everybody here has a password, and is asked for it' },
} as const

export const passkeys: RowsOf<'passkeys'> = {
  list: { may: whoeverHasAnAccount, send: nothing },
  beginRegistration: {
    may: whoeverHasAnAccount,
    send: () => ({ currentPassword: 'not the password' }),
    ...wrongPassword,
  },
  register: {
    may: whoeverHasAnAccount,
    send: () => ({
      ceremony: noQuestion,
      credential: { ...key, response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } },
      name: 'Phone',
    }),
    ...notAsked,
  },
  rename: { may: whoeverHasAnAccount, send: () => ({ id: 1, name: 'Phone' }), ...noPasskey },
  remove: { may: whoeverHasAnAccount, send: () => ({ id: 1, currentPassword: 'not the password' }), ...noPasskey },
  beginConfirming: { may: whoeverHasAnAccount, send: () => ({ purpose: 'delete' }), ...hasPassword },
  confirm: {
    may: whoeverHasAnAccount,
    send: () => ({
      purpose: 'delete',
      ceremony: noQuestion,
      credential: { ...key, response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' } },
    }),
    ...hasPassword,
  },
  beginSignIn: { may: everybody, send: nothing },
  signIn: {
    may: everybody,
    send: () => ({
      ceremony: noQuestion,
      credential: { ...key, response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' } },
    }),
    ...notAsked,
  },
}

export const identities: RowsOf<'identities'> = {
  list: { may: whoeverHasAnAccount, send: nothing },
  remove: {
    may: whoeverHasAnAccount,
    send: () => ({ id: 1, currentPassword: 'not the password' }),
    done: { is: 'IDENTITY_NOT_FOUND', because: 'nobody here has one linked: who gets as far as looking for it may' },
  },
}

/** Whoever has the token of a mail: it says whose account it is about, whoever sends it. */
export const recovery: RowsOf<'recovery'> = {
  requestReset: { may: everybody, send: () => ({ who: 'holder' }) },
  resetPassword: {
    may: everybody,
    uses: ['tokens'],
    send: ({ resetToken }) => ({ token: resetToken, password }),
  },
  confirmEmail: { may: everybody, uses: ['tokens'], send: ({ emailToken }) => ({ token: emailToken }) },
}

export const keys: RowsOf<'keys'> = {
  list: { may: whoeverHasAnAccount, send: nothing },
  create: { may: whoeverHasAnAccount, send: () => ({ name: 'New', scopes: ['read'], expiresInDays: 1 }) },
  revoke: { may: itsOwner('KEY_NOT_FOUND'), uses: ['key'], send: ({ key }) => ({ id: key }) },
  revokeAll: { may: whoeverHasAnAccount, endsSessions: true, send: nothing },
}

export const rights: RowsOf<'rights'> = {
  explain: { may: administrators, send: ({ album, owner }) => ({ viewer: 'user', viewerId: owner, album }) },
  effectiveGrants: { may: whoeverMay('manage', 'ALBUM_NOT_FOUND'), send: ({ album }) => ({ id: album }) },
  guests: { may: administrators, send: nothing },
  setGuests: { may: administrators, send: () => ({ enabled: true }) },
}
