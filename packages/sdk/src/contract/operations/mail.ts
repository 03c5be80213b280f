import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { MailState, TestMail, TestMailRequest } from '../schemas/account.ts'
import { IdParams } from '../schemas/fields.ts'

export const mail = {
  state: defineOperation({
    id: 'mail.state',
    ...routes.mail.state,
    summary: 'Whether the gallery can send mail.',
    input: {},
    output: MailState,
    status: 200,
    errors: ['FORBIDDEN'],
    auth: 'admin',
    scope: 'administer',
    csrf: false,
  }),
  test: defineOperation({
    id: 'mail.test',
    ...routes.mail.test,
    summary: 'Sends a mail to see whether that works, by default to one’s own address.',
    input: { body: TestMailRequest },
    output: TestMail,
    status: 202,
    errors: ['MAIL_UNAVAILABLE', 'FORBIDDEN', 'CSRF_REJECTED', 'PREVIEW_READ_ONLY'],
    auth: 'admin',
    scope: 'administer',
    csrf: true,
  }),
  testResult: defineOperation({
    id: 'mail.testResult',
    ...routes.mail.testResult,
    summary: 'What became of a test mail.',
    input: { params: IdParams },
    output: TestMail,
    status: 200,
    errors: ['JOB_NOT_FOUND', 'FORBIDDEN'],
    auth: 'admin',
    scope: 'administer',
    csrf: false,
  }),
}
