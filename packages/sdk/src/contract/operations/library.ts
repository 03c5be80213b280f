import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { IdParams } from '../schemas/fields.ts'
import {
  LibraryRootList,
  SyncProblemPage,
  SyncProblemQuery,
  SyncProgressList,
  SyncRequest,
  SyncStarted,
} from '../schemas/library.ts'

export const library = {
  roots: defineOperation({
    id: 'library.roots',
    ...routes.library.roots,
    summary: 'Folders that are indexed in place.',
    input: {},
    output: LibraryRootList,
    status: 200,
    errors: ['FORBIDDEN'],
    auth: 'admin',
    csrf: false,
  }),
  problems: defineOperation({
    id: 'library.problems',
    ...routes.library.problems,
    summary: 'Files and folders that were left out, and why.',
    input: { query: SyncProblemQuery },
    output: SyncProblemPage,
    status: 200,
    errors: ['FORBIDDEN', 'ROOT_NOT_FOUND', 'CURSOR_INVALID'],
    auth: 'admin',
    csrf: false,
  }),
  progress: defineOperation({
    id: 'library.progress',
    ...routes.library.progress,
    summary: 'Synchronisations under way on this node.',
    input: {},
    output: SyncProgressList,
    status: 200,
    errors: ['FORBIDDEN'],
    auth: 'admin',
    csrf: false,
  }),
  sync: defineOperation({
    id: 'library.sync',
    ...routes.library.sync,
    summary: 'Starts a synchronisation of one folder, or joins the one under way. Follow it with `library.progress`.',
    input: { params: IdParams, body: SyncRequest },
    output: SyncStarted,
    status: 202,
    errors: ['FORBIDDEN', 'ROOT_NOT_FOUND', 'CSRF_REJECTED'],
    auth: 'admin',
    csrf: true,
  }),
}
