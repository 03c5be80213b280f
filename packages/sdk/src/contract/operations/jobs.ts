import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { IdParams } from '../schemas/fields.ts'
import { Job, JobPage, JobQuery } from '../schemas/job.ts'

export const jobs = {
  list: defineOperation({
    id: 'jobs.list',
    ...routes.jobs.list,
    summary: 'Background work, the newest first.',
    example: { state: 'failed' },
    input: { query: JobQuery },
    output: JobPage,
    status: 200,
    errors: ['CURSOR_INVALID', 'FORBIDDEN'],
    auth: 'admin',
    scope: 'administer',
    csrf: false,
  }),
  get: defineOperation({
    id: 'jobs.get',
    ...routes.jobs.get,
    summary: 'One job.',
    input: { params: IdParams },
    output: Job,
    status: 200,
    errors: ['JOB_NOT_FOUND', 'FORBIDDEN'],
    auth: 'admin',
    scope: 'administer',
    csrf: false,
  }),
  retry: defineOperation({
    id: 'jobs.retry',
    ...routes.jobs.retry,
    summary: 'Lets a job that failed run again. What names people, such as a mail, is forgotten and cannot.',
    input: { params: IdParams },
    output: Job,
    status: 200,
    errors: ['JOB_NOT_FOUND', 'JOB_NOT_RETRYABLE', 'FORBIDDEN', 'CSRF_REJECTED', 'PREVIEW_READ_ONLY'],
    auth: 'admin',
    scope: 'administer',
    csrf: true,
  }),
  delete: defineOperation({
    id: 'jobs.delete',
    ...routes.jobs.delete,
    summary: 'Forgets a job that waits, or has ended.',
    input: { params: IdParams },
    output: null,
    status: 204,
    errors: ['JOB_NOT_FOUND', 'JOB_RUNNING', 'FORBIDDEN', 'CSRF_REJECTED', 'PREVIEW_READ_ONLY'],
    auth: 'admin',
    scope: 'administer',
    csrf: true,
  }),
}
