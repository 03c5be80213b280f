/** @type {import('next').NextConfig} */
// Next asks for a default export.
export default {
  // Programs of their own, with native parts: Node loads them, the bundler leaves them alone.
  serverExternalPackages: ['@vitrine/core', 'vitrine', 'better-sqlite3', 'sharp'],
  // The gallery knows its addresses, with and without a slash at the end.
  skipTrailingSlashRedirect: true,
}
