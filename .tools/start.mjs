// `npm start`: install, build, open the embedded database in .data/, serve. A later start does only the last two.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { endWithUs } from './farewell.mjs'
import { build, install, requireNode, root } from './workshop.mjs'

requireNode()
await install()
await build()

const env = { DATA_FOLDER: join(root, '.data', 'convergence'), LOG_LEVEL: 'error', ...process.env, WEB_FOLDER: join(root, 'web', 'dist') }
const server = spawn(process.execPath, ['--conditions=built', '--enable-source-maps', join(root, 'api', 'dist', 'server.js')], { cwd: root, env, stdio: 'inherit' })
endWithUs(server)
server.on('close', (code) => process.exit(code ?? 1))
