// `node scripts/test-summary.mjs REPORT…`: adds vitest's JSON reports up into one line, `N passed, N failed, N skipped`.
// Exits with 1 where a test failed, a report is missing, or no test ran.
import { readFileSync } from 'node:fs'

const total = { passed: 0, failed: 0, skipped: 0 }
for (const file of process.argv.slice(2)) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    total.passed += report.numPassedTests
    // A file that does not even load, or an error outside the tests, fails the run without failing a test.
    total.failed += report.success ? report.numFailedTests : Math.max(report.numFailedTests, 1)
    total.skipped += report.numPendingTests + report.numTodoTests
  } catch (error) {
    console.error(`No report of this part of the tests: ${error.message}`)
    total.failed += 1
  }
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)
