import { contract, listOperations, type Operation, type OperationGroup } from '@vitrine/sdk/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeSqlite } from '../../packages/core/test/dialects.ts'
import { type ActorName, actorNames, outsiders } from './actors.ts'
import { type Answer, readAnswer, requestOf } from './ask.ts'
import { type MatrixGallery, openMatrixGallery } from './gallery.ts'
import type { Row, RowsOf } from './row.ts'
import { abyss, canary, ghost, type Subject } from './subject.ts'
import { table } from './table.ts'

const rowOf = ({ id }: Operation): Row<Operation> | undefined => {
  const [group = '', name = ''] = id.split('.')
  return (table as unknown as Record<string, Record<string, Row<Operation>>>)[group]?.[name]
}

const idsOf = (group: object, isLeaf: (value: object) => boolean, path = ''): string[] =>
  Object.entries(group).flatMap(([name, value]: [string, object]) =>
    isLeaf(value) ? [path + name] : idsOf(value, isLeaf, `${path}${name}.`),
  )

it('does not compile without a row for each operation', () => {
  const { get, ...others } = table.openapi
  expect(get.may).toBeDefined()
  // @ts-expect-error -- one is missing
  others satisfies RowsOf<'openapi'>
})

it('has a row for each operation of the contract, and no other', () => {
  const rows = idsOf(table satisfies object, (value) => 'may' in value)
  expect(rows.sort()).toEqual(
    listOperations(contract satisfies OperationGroup)
      .map(({ id }) => id)
      .sort(),
  )
})

/** What of an answer may differ from that about a thing that is not there: nothing but when it was given and what it was called. */
const comparable = ({ told }: Answer): string => told.replaceAll(/^(?:date|x-request-id|server-timing): .*\n/gm, '')

describeSqlite('AZ-01, AZ-22: who may do what, for every operation', (context) => {
  let gallery: MatrixGallery
  beforeAll(async () => {
    gallery = await openMatrixGallery(context)
  })
  afterAll(() => gallery?.close())
  let asked = 0

  const ask = async (actor: ActorName, operation: Operation, row: Row<Operation>, about: Subject): Promise<Answer> => {
    const request = requestOf(gallery.origin, operation, { ...row.send(about) }, await row.file?.(about))
    const headers = await gallery.credentials.of(actor, operation, row.scope)
    for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
    // Each from a place of its own: how many may come from one is for other tests.
    request.headers.set('x-forwarded-for', `198.51.${++asked >> 8}.${asked & 255}`)
    return readAnswer(operation, await fetch(request, { redirect: 'manual' }))
  }

  it.each(listOperations(contract).map((operation) => [operation.id, operation] as const))(
    '%s',
    async (_, operation) => {
      const row = rowOf(operation)
      if (!row) throw new Error(`There is no row for ${operation.id}`)
      const expected: Record<string, string> = {}
      const found: Record<string, string> = {}
      const faults: string[] = []
      for (const actor of actorNames) {
        const outcome = row.except?.[actor]?.is ?? row.may(actor, operation)
        expected[actor] = outcome === 'ok' ? (row.done?.is ?? 'ok') : outcome
        if (row.endsSessions) gallery.credentials.forget()
        const isFresh = outcome === 'ok' && row.uses !== undefined
        const about = isFresh ? await gallery.withOwn(row.uses) : gallery.subject
        // Makes a key or a session where there is none yet, which is a change of its own.
        await gallery.credentials.of(actor, operation, row.scope)
        const before = await gallery.countChanges()
        const answer = await ask(actor, operation, row, about)
        const fault = (what: string) => faults.push(`${actor}: ${what}`)
        found[actor] = answer.is
        answer.faults.forEach(fault)
        const isOutsider = outsiders.includes(actor)
        if (isOutsider && answer.told.includes(canary)) fault(`is told of the thing in question: ${answer.told}`)
        if (!actor.startsWith('admin') && answer.told.includes(abyss))
          fault(`is told of what nobody sees: ${answer.told}`)
        if (outcome === 'ok' || answer.is === 'ok') continue
        if ((await gallery.countChanges()) !== before) fault('was refused, and yet something changed')
        if (!isOutsider && !answer.is.endsWith('_NOT_FOUND')) continue
        const ofNothing = await ask(actor, operation, row, ghost)
        if (comparable(ofNothing) !== comparable(answer))
          fault(`learns that it is there: ${comparable(answer)}\ninstead of\n${comparable(ofNothing)}`)
      }
      if (row.endsSessions) gallery.credentials.forget()
      expect(found).toEqual(expected)
      expect(faults).toEqual([])
    },
  )
})
