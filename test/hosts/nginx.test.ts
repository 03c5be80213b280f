import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { VitrineServer } from 'vitrine'
import { describeWith } from '../../packages/core/src/testing/environment.ts'
import { describeHost, type Mounted } from './conformance.ts'
import { findPort, listen } from './listen.ts'

/** The lines that the guide tells people to use. */
const [, guide = ''] =
  /```nginx\n([\s\S]*?)```/.exec(
    readFileSync(new URL('../../docs/guides/behind-a-proxy.md', import.meta.url), 'utf8'),
  ) ?? []

const toConfig = (folder: string, port: number, location: string): string => `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr warn;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  gzip on;
  gzip_proxied any;
  gzip_types text/css application/json;
  server {
    listen 127.0.0.1:${port};
    ${location}
  }
}
`

describeWith('nginx', 'behind nginx', ({ nginx }) => {
  const mount = async (vitrine: VitrineServer, basePath: string): Promise<Mounted> => {
    const upstream = await listen(vitrine.nodeHandler)
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-nginx-'))
    const port = await findPort()
    const location = guide
      .replaceAll('^/photos(/|$)', basePath === '' ? '^/' : `^${basePath}(/|$)`)
      .replaceAll('127.0.0.1:3000', `127.0.0.1:${upstream.port}`)
    const file = join(folder, 'nginx.conf')
    writeFileSync(file, toConfig(folder, port, location))
    const child = spawn(nginx, ['-p', folder, '-e', 'stderr', '-c', file], { stdio: ['ignore', 'inherit', 'inherit'] })
    const origin = `http://127.0.0.1:${port}`
    for (let tries = 0; tries < 100 && child.exitCode === null; tries++) {
      if (
        await fetch(`${origin}${basePath}/healthz`).then(
          (response) => response.ok,
          () => false,
        )
      )
        break
      await sleep(50)
    }
    return {
      origin,
      close: async () => {
        child.kill('SIGQUIT')
        if (child.exitCode === null) await once(child, 'close')
        await upstream.close()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  }

  for (const basePath of ['/', '/photos', '/a/b']) describeHost('nginx', mount, { basePath, trustProxy: 'loopback' })
})
