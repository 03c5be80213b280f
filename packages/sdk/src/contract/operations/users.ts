import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { IdParams } from '../schemas/fields.ts'
import {
  Group,
  GroupDraft,
  GroupMembers,
  GroupPage,
  User,
  UserDraft,
  UserListQuery,
  UserPage,
} from '../schemas/user.ts'

export const users = {
  list: defineOperation({
    id: 'users.list',
    ...routes.users.list,
    summary: 'All users.',
    input: { query: UserListQuery },
    output: UserPage,
    status: 200,
    errors: ['FORBIDDEN', 'CURSOR_INVALID'],
    auth: 'admin',
    csrf: false,
  }),
  create: defineOperation({
    id: 'users.create',
    ...routes.users.create,
    summary: 'Makes a user.',
    input: { body: UserDraft },
    output: User,
    status: 201,
    errors: ['USERNAME_TAKEN', 'FORBIDDEN', 'CSRF_REJECTED'],
    auth: 'admin',
    csrf: true,
  }),
  get: defineOperation({
    id: 'users.get',
    ...routes.users.get,
    summary: 'One user. Administrators see everybody, others themselves.',
    input: { params: IdParams },
    output: User,
    status: 200,
    errors: ['USER_NOT_FOUND', 'FORBIDDEN'],
    auth: 'user',
    csrf: false,
  }),
}

export const groups = {
  list: defineOperation({
    id: 'groups.list',
    ...routes.groups.list,
    summary: 'All groups, in one page.',
    input: {},
    output: GroupPage,
    status: 200,
    errors: ['FORBIDDEN'],
    auth: 'admin',
    csrf: false,
  }),
  create: defineOperation({
    id: 'groups.create',
    ...routes.groups.create,
    summary: 'Makes a group.',
    input: { body: GroupDraft },
    output: Group,
    status: 201,
    errors: ['NAME_TAKEN', 'FORBIDDEN', 'CSRF_REJECTED'],
    auth: 'admin',
    csrf: true,
  }),
  setMembers: defineOperation({
    id: 'groups.setMembers',
    ...routes.groups.setMembers,
    summary: 'Replaces the members of a group.',
    input: { params: IdParams, body: GroupMembers },
    output: Group,
    status: 200,
    errors: ['GROUP_NOT_FOUND', 'USER_NOT_FOUND', 'FORBIDDEN', 'CSRF_REJECTED'],
    auth: 'admin',
    csrf: true,
  }),
}
