import {
  capabilities,
  type ErrorCode,
  errorMessages,
  levels,
  photoSortKeys,
  photoSorts,
  roleKeys,
  scopes,
} from '@vitrine/core'
import {
  apiErrorCodes,
  Capability,
  commonErrors,
  contract,
  scopes as contractScopes,
  photoSortKeys as contractSortKeys,
  Level,
  listOperations,
  PhotoSort,
  RoleKey,
} from '@vitrine/sdk/contract'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { statusOf } from '../../src/http/status.ts'

describe('contract and core', () => {
  it('use the same words', () => {
    expect(contractSortKeys).toEqual(photoSortKeys)
    for (const sort of [...photoSorts, '-rating,takenAt,id', 'random:7']) expect(v.is(PhotoSort, sort), sort).toBe(true)
    expect(v.is(PhotoSort, 'rating,')).toBe(false)
    expect(Level.options).toEqual(levels)
    expect(Capability.options).toEqual(capabilities)
    expect(RoleKey.options).toEqual(roleKeys)
    expect(contractScopes).toEqual(scopes)
  })

  it('use the same error codes, and each has a status that a client can act on', () => {
    // The program around the gallery is at fault: whoever writes it is the client that reads this answer.
    const ofTheServer: readonly ErrorCode[] = ['INTERNAL', 'BODY_ALREADY_READ']
    for (const code of apiErrorCodes satisfies readonly ErrorCode[]) {
      expect(errorMessages).toHaveProperty(code)
      if (ofTheServer.includes(code)) expect(statusOf[code], code).toBe(500)
      else expect(statusOf[code], code).not.toBe(500)
    }
  })

  it('document every code that can reach a client: those with another status than 500', () => {
    const reachable = Object.entries(statusOf).filter(([, status]) => status !== 500)
    // Folders are added, the first administrator made, and another provider asked, outside the API: by a program or on pages.
    const ofPages = ['SETUP_TOKEN_INVALID', 'IDENTITY_NOT_LINKED', 'IDENTITY_TAKEN', 'SIGN_IN_FAILED']
    const elsewhere = ['ROOT_OVERLAPS', ...ofPages]
    const missing = reachable
      .map(([code]) => code)
      .filter((code) => !(apiErrorCodes as readonly string[]).includes(code))
    expect(missing.sort()).toEqual(elsewhere.sort())
  })

  it('declare for every guarded write that it can be refused', () => {
    for (const operation of listOperations(contract)) {
      const declared: readonly string[] = [...operation.errors, ...commonErrors]
      if (operation.csrf) expect(declared, operation.id).toContain('CSRF_REJECTED')
      if (operation.auth === 'admin') expect(declared, operation.id).toContain('FORBIDDEN')
    }
  })
})
