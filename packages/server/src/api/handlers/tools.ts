import type { ToolStatus } from '@vitrine/core'
import type { Contract, Tool } from '@vitrine/sdk/contract'
import type { Handlers } from '../handler.types.ts'

const toTool = ({ name, label, path, version, isOff, adds, debianPackage }: ToolStatus): Tool => ({
  name,
  label,
  path,
  version,
  isOff,
  adds,
  debianPackage,
})

export const tools = {
  list: async ({ gallery }) => ({ items: (await gallery.tools.list()).map(toTool) }),
  refresh: async ({ gallery }) => ({ items: (await gallery.tools.refresh()).map(toTool) }),
} satisfies Handlers<Contract['tools']>
