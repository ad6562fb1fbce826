// A Bluesky server of its own (PDS) with a directory of identities (PLC) in memory, on loopback only.
// Arguments: the folder it keeps its repositories in, its port, the directory's port.
// Prints "ready" once it answers; ends when standard input is closed, so it never outlives its parent.
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import net from 'node:net'
import { PDS, envToCfg, envToSecrets, readEnv } from '@atproto/pds'
import { Database, PlcServer } from '@did-plc/server'

const [folder, port, directoryPort] = process.argv.slice(2)

const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (at, ...rest) {
  return typeof at === 'number' || typeof at === 'string'
    ? listen.call(this, { port: Number(at), host: '127.0.0.1' }, ...rest.filter((one) => typeof one === 'function'))
    : listen.call(this, { ...at, host: '127.0.0.1' }, ...rest)
}

const secret = () => randomBytes(32).toString('hex')
for (const name of ['blobs', 'temporary']) mkdirSync(`${folder}/${name}`, { recursive: true })
Object.assign(process.env, {
  PDS_HOSTNAME: 'localhost',
  PDS_PORT: port,
  PDS_DEV_MODE: 'true',
  PDS_DATA_DIRECTORY: folder,
  PDS_BLOBSTORE_DISK_LOCATION: `${folder}/blobs`,
  PDS_BLOBSTORE_DISK_TMP_LOCATION: `${folder}/temporary`,
  PDS_BLOB_UPLOAD_LIMIT: '104857600',
  PDS_DID_PLC_URL: `http://localhost:${directoryPort}`,
  PDS_INVITE_REQUIRED: 'false',
  PDS_JWT_SECRET: process.env.PDS_JWT_SECRET ?? secret(),
  PDS_ADMIN_PASSWORD: secret(),
  PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX: secret(),
  PDS_DPOP_SECRET: secret(),
  PDS_SERVICE_HANDLE_DOMAINS: '.test',
  PDS_RATE_LIMITS_ENABLED: 'false',
  LOG_ENABLED: 'false',
})
const directory = PlcServer.create({ db: Database.mock(), port: Number(directoryPort) })
await directory.start()
const env = readEnv()
const pds = await PDS.create(envToCfg(env), envToSecrets(env))
await pds.start()
console.log('ready')
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
