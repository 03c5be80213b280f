import { rm } from 'node:fs/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsOf } from './claims.ts'
import { described, findDescribed } from './document.ts'
import { type FuzzWorld, openFuzzWorld } from './fuzz-world.ts'
import { type Drawn, requests } from './requests.ts'
import { maxRequestMs, send } from './send.ts'
import { makeTemplate, type Template } from './template.ts'

/** After so many requests everything begins anew: the gallery is as it was, and what comes follows from one seed. */
const requestsPerWorld = 1_000
/** How many requests have to be right ones. */
const minDoneShare = 0.15
/** How many of the operations may meet no such one: chance leaves out an eighth of them in 20,000 requests, more or less. */
const maxNeverDoneShare = 0.2
/** What may be left in memory at the end that was not there after the first worlds. */
const maxHeapGrowthBytes = 32 * 1024 ** 2
const maxRssGrowthBytes = 192 * 1024 ** 2

/** Whoever is asked after one of these may be another than before. */
const changesActors =
  /^(?:session\.(?:create|delete)|account\.(?:changePassword|endSessions?|delete)|recovery\.(?:resetPassword|confirmEmail)|registration\.(?:create|confirm|approve)|settings\.setAccounts|users\.(?:update|delete|setPassword|endSessions)|keys\.revoke(?:All)?|shares\.(?:update|revoke|revokeAll|revokeAllOf)|roles\.(?:update|delete)|rights\.setGuests|secondFactor\.setPolicy)$/
/** With a token, key or code in it that nobody draws by chance: what they do with the right one is asked by the matrix. */
const needsToken =
  /^(?:registration\.confirm|recovery\.(?:resetPassword|confirmEmail)|shares\.open|account\.endSession|session\.(?:enrol|enrolPasskey|finish)|secondFactor\.(?:confirmTotp|renewRecoveryCodes|remove)|passkeys\.(?:register|rename|remove|signIn|beginConfirming|confirm)|identities\.remove|batches\.(?:get|undo))$/

/** @returns What was wrong. @param onDone - Called with the operation where it was done. */
const ask = async (
  world: FuzzWorld,
  template: Template,
  drawn: Drawn,
  onDone: (id: string) => void = () => {},
): Promise<string[]> => {
  try {
    const sent = await send(world, drawn)
    const faults = await faultsOf(drawn, sent, template)
    const asked = findDescribed(sent.method, sent.pathname)?.id ?? ''
    // Its own words say more than the status that it answered with.
    const logged = world.takeErrors()
    if (logged.length > 0) faults.push(`an error in the log: ${logged[0]}`)
    if (sent.response.status < 300) {
      onDone(asked)
      if (changesActors.test(asked)) await world.mend()
    }
    return faults
  } catch (error) {
    return [error instanceof Error ? `${error.message}\n${error.stack}` : String(error)]
  }
}

const memory = (): { heap: number; rss: number } => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  collect()
  const { heapUsed, rss } = process.memoryUsage()
  return { heap: heapUsed, rss }
}

/**
 * Requests drawn from the OpenAPI document, right ones and wrong ones, by everybody: each is answered as documented, soon, without a
 * fault of the server, and without a word of what the asker may not know; and nothing is left of them in memory.
 *
 * Faults are gathered, one example of each kind, with the seed of the world that they came up in. `VITRINE_TEST_SEED` asks that world
 * again, and makes the first request that fails as small as can be; `VITRINE_TEST_REQUESTS` makes a run shorter or longer.
 */
export const fuzz = (options: {
  requests: number
  seed?: number
  timeoutMs: number
  onProgress?: (line: string) => void
}): void => {
  const { VITRINE_TEST_SEED: given, VITRINE_TEST_REQUESTS: wanted } = process.env
  const total = Number(wanted ?? options.requests)
  const firstSeed = options.seed ?? Math.floor(Math.random() * 2 ** 30)

  describe('requests drawn from the OpenAPI document', () => {
    let template: Template
    beforeAll(async () => {
      template = await makeTemplate()
    })
    afterAll(() => rm(template.folder, { recursive: true, force: true }))

    const inWorld = async <T>(work: (world: FuzzWorld) => Promise<T>): Promise<T> => {
      const world = await openFuzzWorld(template)
      try {
        return await work(world)
      } finally {
        await world.close()
      }
    }

    if (given !== undefined) {
      it(`are answered as they should be, with seed ${given}`, { timeout: options.timeoutMs }, () =>
        inWorld((world) =>
          fc.assert(
            fc.asyncProperty(requests, async (drawn) => {
              expect(await ask(world, template, drawn)).toEqual([])
            }),
            { seed: Number(given), numRuns: requestsPerWorld },
          ),
        ),
      )
      return
    }

    it(`are answered as they should be, ${total} of them`, { timeout: options.timeoutMs }, async () => {
      const faults = new Map<string, string>()
      const done = new Map<string, number>()
      const onDone = (id: string): void => void done.set(id, (done.get(id) ?? 0) + 1)
      let before = memory()
      let slowestMs = 0
      const startedAt = performance.now()
      for (let asked = 0, seed = firstSeed; asked < total; asked += requestsPerWorld, seed++) {
        const drawn = fc.sample(requests, { seed, numRuns: Math.min(requestsPerWorld, total - asked) })
        await inWorld(async (world) => {
          for (const request of drawn) {
            const from = performance.now()
            for (const fault of await ask(world, template, request, onDone)) {
              const kind = `${request.operation}: ${fault.slice(0, 2_000)}`
              if (faults.has(kind)) continue
              faults.set(kind, `seed ${seed}: ${JSON.stringify(request).slice(0, 3_000)}`)
              options.onProgress?.(`${kind}\n  ${faults.get(kind)}`)
            }
            slowestMs = Math.max(slowestMs, performance.now() - from)
          }
        })
        // What is loaded and cached once is there by now.
        if (asked === 2 * requestsPerWorld) before = memory()
        const isTenth = seed % 10 === 0
        options.onProgress?.(
          `${asked + drawn.length} requests in ${Math.round((performance.now() - startedAt) / 1_000)} s, seed ${seed}, slowest ${Math.round(slowestMs)} ms, ${done.size} operations done, ${faults.size} kinds of faults, heap ${Math.round((isTenth ? memory().heap : process.memoryUsage().heapUsed) / 1024 ** 2)} MiB${isTenth ? ' after collection' : ''}`,
        )
      }
      expect([...faults].map(([fault, example]) => `${fault}\n  ${example}`)).toEqual([])
      // Who is refused at the door meets nothing behind it.
      const ofAll = [...done.values()].reduce((sum, count) => sum + count, 0) / total
      expect(ofAll).toBeGreaterThan(minDoneShare)
      const neverDone = described.map(({ id }) => id).filter((id) => !done.has(id) && !needsToken.test(id))
      options.onProgress?.(`never done: ${neverDone.join(' ')}`)
      if (total >= 20_000)
        expect(neverDone.length / described.length, neverDone.join(' ')).toBeLessThan(maxNeverDoneShare)
      expect(slowestMs).toBeLessThan(maxRequestMs)
      const after = memory()
      expect(after.heap - before.heap).toBeLessThan(maxHeapGrowthBytes)
      expect(after.rss - before.rss).toBeLessThan(maxRssGrowthBytes)
    })
  })
}
