import { VitrineApiError } from '@vitrine/sdk'
import { TOTP } from 'otpauth'
import { expect, it } from 'vitest'
import { describeServer, password } from './world.ts'

describeServer(
  'a second factor over HTTP',
  (world) => {
    const codeOf = (secret: string, steps = 0) =>
      new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 })

    it('is set up, asked for and removed by a program', async () => {
      const { as, client, request, logged } = world()
      const member = await as('member')
      expect(await member.secondFactor.get()).toMatchObject({ totpSince: null, isAvailable: true, isRequired: false })
      const { secret, uri } = await member.secondFactor.beginTotp({ currentPassword: password })
      expect(uri).toMatch(/^otpauth:\/\/totp\//)
      await expect(member.secondFactor.confirmTotp({ code: '000000' })).rejects.toMatchObject({ code: 'CODE_INVALID' })
      const { recoveryCodes } = await member.secondFactor.confirmTotp({ code: codeOf(secret, -1) })
      expect(recoveryCodes).toHaveLength(10)

      const again = client()
      const refused = await again.session.create({ username: 'member', password }).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(VitrineApiError)
      const { code, status, details } = refused as VitrineApiError
      expect([code, status, details?.needs]).toEqual(['SECOND_FACTOR_REQUIRED', 401, 'code'])
      const step = String(details?.step)
      expect((await again.session.get()).kind).toBe('guest')
      // The step opens nothing, however it is shown.
      for (const headers of [{ cookie: `vitrine_session=${step}` }, { authorization: `Bearer ${step}` }] as const) {
        const response = await request('/api/v1/keys', { headers: headers as Record<string, string> })
        expect(response.status).toBe(401)
      }
      await expect(again.session.finish({ step, code: '000000' })).rejects.toMatchObject({ code: 'CODE_INVALID' })
      expect((await again.session.finish({ step, code: codeOf(secret) })).recoveryCodes).toBeNull()
      // It keeps the token for writes, as after any sign-in.
      await expect(
        again.secondFactor.remove({ currentPassword: password, code: codeOf(secret) }),
      ).rejects.toMatchObject({ code: 'CODE_INVALID' })
      await again.secondFactor.remove({ currentPassword: password, code: recoveryCodes[0] as string })
      await client().session.create({ username: 'member', password })
      expect(JSON.stringify(logged)).not.toMatch(/vp_|otpauth/)
    })

    it('AU-06 opens a new session, and ends the one that came along', async () => {
      const { as, request } = world()
      const member = await as('member')
      const { secret } = await member.secondFactor.beginTotp({ currentPassword: password })
      const { recoveryCodes } = await member.secondFactor.confirmTotp({ code: codeOf(secret) })
      const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
        request(`/api/v1${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body),
        })
      const toStep = async () => {
        const answer = (await (await post('/session', { username: 'member', password })).json()) as {
          error: { details: { step: string } }
        }
        return answer.error.details.step
      }
      const finish = async (code: string, headers?: Record<string, string>) =>
        post('/session/second-step', { step: await toStep(), code }, headers)
      const first = await finish(recoveryCodes[0] as string)
      const cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? ''
      const { csrfToken } = (await first.json()) as { csrfToken: string }
      const second = await finish(recoveryCodes[1] as string, { cookie, 'x-csrf-token': csrfToken })
      expect(second.status).toBe(200)
      expect(second.headers.getSetCookie()[0]).not.toContain(cookie)
      const who = (await (await request('/api/v1/session', { headers: { cookie } })).json()) as { kind: string }
      expect(who.kind).toBe('guest')
      // AU-25: not for a page of another site.
      const foreign = await finish(recoveryCodes[2] as string, { 'sec-fetch-site': 'cross-site' })
      expect(foreign.status).toBe(403)
      const admin = await as('admin')
      await admin.secondFactor.reset({ id: world().users.member.id })
    })

    it('AU-04 takes nothing but text for a step and a code', async () => {
      const { request } = world()
      for (const bad of [null, 7, [], {}, ['x'], '', true]) {
        for (const body of [
          { step: bad, code: '123456' },
          { step: `vp_${'A'.repeat(43)}`, code: bad },
        ]) {
          const response = await request('/api/v1/session/second-step', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
          expect(response.status, JSON.stringify(body)).toBe(400)
        }
      }
    })

    it('is set up at the sign-in where the gallery asks for it', async () => {
      const { as, client, users } = world()
      const admin = await as('admin')
      await expect((await as('member')).secondFactor.policy()).rejects.toMatchObject({ code: 'FORBIDDEN' })
      expect(await admin.secondFactor.setPolicy({ required: 'everybody' })).toEqual({ required: 'everybody' })
      // Whoever set the rule is asked as well.
      await expect(admin.secondFactor.policy()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
      const who = client()
      const error = await who.session.create({ username: 'admin', password }).catch((refused: unknown) => refused)
      const { details } = error as VitrineApiError
      expect(details?.needs).toBe('enrolment')
      const step = String(details?.step)
      const { secret } = await who.session.enrol({ step })
      const { recoveryCodes } = await who.session.finish({ step, code: codeOf(secret) })
      expect(recoveryCodes).toHaveLength(10)
      expect(await who.secondFactor.get()).toMatchObject({ isRequired: true, recoveryCodesLeft: 10 })
      await who.secondFactor.setPolicy({ required: 'nobody' })
      await who.secondFactor.remove({ currentPassword: password, code: recoveryCodes?.[0] as string })
      await expect(who.secondFactor.reset({ id: users.admin.id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    })
  },
  {},
  () => ({ secret: 'a secret of the tests that is long enough' }),
)
