import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { PasskeyCeremony, SecondStep } from '../schemas/passkey.ts'
import { FinishedSignIn, SignInStep, TotpEnrolment } from '../schemas/second-factor.ts'
import { Credentials, Session, SignedIn, ViewAs, ViewAsStart } from '../schemas/session.ts'

export const session = {
  create: defineOperation({
    id: 'session.create',
    ...routes.session.create,
    summary: 'Signs in: sets the session cookie and answers with the token for writes.',
    description:
      'Programs have no use for it where they have an [API key](../guides/api-keys.md). After too many wrong passwords it answers 429 and says when to try again.',
    example: { username: 'anna', password: 'correct horse battery' },
    input: { body: Credentials },
    output: SignedIn,
    status: 200,
    errors: ['CREDENTIALS_INVALID', 'SECOND_FACTOR_REQUIRED', 'CSRF_REJECTED'],
    auth: 'public',
    scope: null,
    csrf: false,
  }),
  enrol: defineOperation({
    id: 'session.enrol',
    ...routes.session.enrol,
    summary:
      'Second step of a sign-in, for those who must have a second factor and have none: what an app is given. Its first code finishes.',
    input: { body: SignInStep },
    output: TotpEnrolment,
    status: 200,
    errors: ['SIGN_IN_STEP_INVALID', 'SECOND_FACTOR_EXISTS', 'SECOND_FACTOR_UNAVAILABLE', 'CSRF_REJECTED'],
    auth: 'public',
    scope: null,
    csrf: true,
  }),
  enrolPasskey: defineOperation({
    id: 'session.enrolPasskey',
    ...routes.session.enrolPasskey,
    summary:
      'Second step of a sign-in, for those who must have a second factor and have none: what a browser is asked to make. Its answer finishes.',
    input: { body: SignInStep },
    output: PasskeyCeremony,
    status: 200,
    errors: ['SIGN_IN_STEP_INVALID', 'SECOND_FACTOR_EXISTS', 'PASSKEYS_UNAVAILABLE', 'CSRF_REJECTED'],
    auth: 'public',
    scope: null,
    csrf: true,
  }),
  finish: defineOperation({
    id: 'session.finish',
    ...routes.session.finish,
    summary:
      'Second step of a sign-in: a code of the app, a recovery code, or a passkey, also one that was just made. Sets the session cookie.',
    input: { body: SecondStep },
    output: FinishedSignIn,
    status: 200,
    errors: [
      'SIGN_IN_STEP_INVALID',
      'CODE_INVALID',
      'PASSKEY_INVALID',
      'PASSKEY_COPIED',
      'PASSKEYS_UNAVAILABLE',
      'CSRF_REJECTED',
    ],
    auth: 'public',
    scope: null,
    csrf: true,
  }),
  get: defineOperation({
    id: 'session.get',
    ...routes.session.get,
    summary: 'Who is asking.',
    description: 'Also tells the token for writes of a session, so that a page that was loaded anew can go on.',
    input: {},
    output: Session,
    status: 200,
    errors: [],
    auth: 'public',
    scope: 'read',
    csrf: false,
  }),
  delete: defineOperation({
    id: 'session.delete',
    ...routes.session.delete,
    summary: 'Signs out. Does nothing for a guest.',
    input: {},
    output: null,
    status: 204,
    errors: ['CSRF_REJECTED'],
    auth: 'public',
    scope: null,
    csrf: true,
  }),
}

export const viewAs = {
  start: defineOperation({
    id: 'viewAs.start',
    ...routes.viewAs.start,
    summary:
      'Looks at the gallery through the eyes of a guest, a user, a group or a link, until stopped. Needs a session.',
    example: { viewer: 'user', viewerId: 2 },
    input: { body: ViewAsStart },
    output: ViewAs,
    status: 200,
    errors: ['USER_NOT_FOUND', 'GROUP_NOT_FOUND', 'LINK_NOT_FOUND', 'FORBIDDEN', 'CSRF_REJECTED'],
    auth: 'user',
    scope: null,
    csrf: true,
  }),
  stop: defineOperation({
    id: 'viewAs.stop',
    ...routes.viewAs.stop,
    summary: 'Looks through one’s own eyes again.',
    input: {},
    output: null,
    status: 204,
    errors: ['CSRF_REJECTED'],
    auth: 'public',
    scope: null,
    csrf: true,
  }),
}
