import type { TestMail } from '@vitrine/core'
import type { Contract } from '@vitrine/sdk/contract'
import type { Handlers } from '../handler.types.ts'

const toTest = ({ jobId, state, reason }: TestMail) => ({ jobId, state, reason })

export const mail = {
  state: async ({ gallery }) => {
    const { isSet, hasLinks, description } = await gallery.mail.state()
    return { isSet, hasLinks, description }
  },
  test: async ({ gallery }, { to }) => toTest(await gallery.mail.sendTest({ to })),
  testResult: async ({ gallery }, { id }) => toTest(await gallery.mail.test(id)),
} satisfies Handlers<Contract['mail']>
