// `pnpm audit:verify`: recomputes the chain of the audit, in the database that `npm start` uses or that DATABASE_URL names.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './workshop.mjs'

const env = { DATA_FOLDER: join(root, '.data', 'convergence'), ...process.env }
const verifier = spawn(process.execPath, ['--import', 'tsx', join('src', 'audit', 'verifier.ts')], { cwd: join(root, 'api'), env, stdio: 'inherit' })
verifier.on('close', (code) => process.exit(code ?? 2))
