import { defineOperation } from '../operation.ts'
import { Credentials, Session, SignedIn } from '../schemas/session.ts'

export const session = {
  create: defineOperation({
    id: 'session.create',
    method: 'POST',
    path: '/session',
    summary: 'Signs in: sets the session cookie and answers with the token for writes.',
    input: { body: Credentials },
    encoding: 'json',
    output: SignedIn,
    status: 200,
    errors: ['CREDENTIALS_INVALID', 'CSRF_REJECTED'],
    auth: 'public',
    csrf: false,
  }),
  get: defineOperation({
    id: 'session.get',
    method: 'GET',
    path: '/session',
    summary: 'Who is asking.',
    input: {},
    output: Session,
    status: 200,
    errors: [],
    auth: 'public',
    csrf: false,
  }),
  delete: defineOperation({
    id: 'session.delete',
    method: 'DELETE',
    path: '/session',
    summary: 'Signs out. Does nothing for a guest.',
    input: {},
    output: null,
    status: 204,
    errors: ['CSRF_REJECTED'],
    auth: 'public',
    csrf: true,
  }),
}
