import type { Route } from './operation.ts'

/**
 * Where each operation is found. Apart from the schemas, because a client needs this and nothing more: it keeps the
 * validator out of a page's script.
 */
export const routes = {
  session: {
    create: { method: 'POST', path: '/session', encoding: 'json', answer: 'json' },
    get: { method: 'GET', path: '/session', answer: 'json' },
    delete: { method: 'DELETE', path: '/session', answer: 'none' },
  },
  viewAs: {
    start: { method: 'POST', path: '/view-as', encoding: 'json', answer: 'json' },
    stop: { method: 'DELETE', path: '/view-as', answer: 'none' },
  },
  albums: {
    list: { method: 'GET', path: '/albums', answer: 'json' },
    create: { method: 'POST', path: '/albums', encoding: 'json', answer: 'json' },
    get: { method: 'GET', path: '/albums/:id', answer: 'json' },
    update: { method: 'PATCH', path: '/albums/:id', encoding: 'json', answer: 'json' },
    delete: { method: 'DELETE', path: '/albums/:id', answer: 'none' },
    move: { method: 'POST', path: '/albums/:id/move', encoding: 'json', answer: 'json' },
    grants: { method: 'GET', path: '/albums/:id/grants', answer: 'json' },
    setGrants: { method: 'PUT', path: '/albums/:id/grants', encoding: 'json', answer: 'json' },
  },
  photos: {
    list: { method: 'GET', path: '/photos', answer: 'json' },
    create: { method: 'POST', path: '/photos', encoding: 'multipart', answer: 'json' },
    get: { method: 'GET', path: '/photos/:id', answer: 'json' },
    update: { method: 'PATCH', path: '/photos/:id', encoding: 'json', answer: 'json' },
    delete: { method: 'DELETE', path: '/photos/:id', answer: 'none' },
    original: { method: 'GET', path: '/photos/:id/original', answer: 'binary' },
    metadata: { method: 'GET', path: '/photos/:id/metadata', answer: 'json' },
    neighbours: { method: 'GET', path: '/photos/:id/neighbours', answer: 'json' },
  },
  tags: {
    list: { method: 'GET', path: '/tags', answer: 'json' },
    get: { method: 'GET', path: '/tags/:id', answer: 'json' },
    path: { method: 'GET', path: '/tags/:id/path', answer: 'json' },
    suggest: { method: 'GET', path: '/tags/suggest', answer: 'json' },
    listManaged: { method: 'GET', path: '/tags/managed', answer: 'json' },
    getManaged: { method: 'GET', path: '/tags/managed/:id', answer: 'json' },
    create: { method: 'POST', path: '/tags', encoding: 'json', answer: 'json' },
    update: { method: 'PATCH', path: '/tags/:id', encoding: 'json', answer: 'json' },
    duplicate: { method: 'POST', path: '/tags/:id/duplicate', encoding: 'json', answer: 'json' },
    merge: { method: 'POST', path: '/tags/merge', encoding: 'json', answer: 'json' },
    delete: { method: 'DELETE', path: '/tags/:id', answer: 'none' },
    deleteMany: { method: 'POST', path: '/tags/delete', encoding: 'json', answer: 'none' },
    deleteOrphans: { method: 'DELETE', path: '/tags/orphans', answer: 'json' },
    indexing: { method: 'GET', path: '/tags/indexing', answer: 'json' },
  },
  users: {
    list: { method: 'GET', path: '/users', answer: 'json' },
    create: { method: 'POST', path: '/users', encoding: 'json', answer: 'json' },
    get: { method: 'GET', path: '/users/:id', answer: 'json' },
    update: { method: 'PATCH', path: '/users/:id', encoding: 'json', answer: 'json' },
    delete: { method: 'DELETE', path: '/users/:id', answer: 'none' },
    setPassword: { method: 'PUT', path: '/users/:id/password', encoding: 'json', answer: 'none' },
  },
  groups: {
    list: { method: 'GET', path: '/groups', answer: 'json' },
    create: { method: 'POST', path: '/groups', encoding: 'json', answer: 'json' },
    get: { method: 'GET', path: '/groups/:id', answer: 'json' },
    update: { method: 'PATCH', path: '/groups/:id', encoding: 'json', answer: 'json' },
    delete: { method: 'DELETE', path: '/groups/:id', answer: 'none' },
    duplicate: { method: 'POST', path: '/groups/:id/duplicate', encoding: 'json', answer: 'json' },
    merge: { method: 'POST', path: '/groups/:id/merge', encoding: 'json', answer: 'json' },
    members: { method: 'GET', path: '/groups/:id/members', answer: 'json' },
    setMembers: { method: 'PUT', path: '/groups/:id/members', encoding: 'json', answer: 'json' },
    addMembers: { method: 'POST', path: '/groups/:id/members', encoding: 'json', answer: 'json' },
    removeMember: { method: 'DELETE', path: '/groups/:id/members/:userId', answer: 'none' },
  },
  roles: {
    list: { method: 'GET', path: '/roles', answer: 'json' },
    create: { method: 'POST', path: '/roles', encoding: 'json', answer: 'json' },
    get: { method: 'GET', path: '/roles/:id', answer: 'json' },
    update: { method: 'PATCH', path: '/roles/:id', encoding: 'json', answer: 'json' },
    delete: { method: 'DELETE', path: '/roles/:id', answer: 'none' },
  },
  shares: {
    list: { method: 'GET', path: '/shares', answer: 'json' },
    create: { method: 'POST', path: '/shares', encoding: 'json', answer: 'json' },
    get: { method: 'GET', path: '/shares/:id', answer: 'json' },
    revoke: { method: 'DELETE', path: '/shares/:id', answer: 'none' },
  },
  rights: {
    explain: { method: 'GET', path: '/rights/explain', answer: 'json' },
    effectiveGrants: { method: 'GET', path: '/albums/:id/grants/effective', answer: 'json' },
    guests: { method: 'GET', path: '/rights/guests', answer: 'json' },
    setGuests: { method: 'PATCH', path: '/rights/guests', encoding: 'json', answer: 'json' },
  },
  library: {
    roots: { method: 'GET', path: '/library/roots', answer: 'json' },
    problems: { method: 'GET', path: '/library/problems', answer: 'json' },
    progress: { method: 'GET', path: '/library/progress', answer: 'json' },
    sync: { method: 'POST', path: '/library/roots/:id/sync', encoding: 'json', answer: 'json' },
  },
  openapi: {
    get: { method: 'GET', path: '/openapi.json', answer: 'json' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Route>>>>
