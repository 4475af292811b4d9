import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { readRegister } from './register.ts'
import { PrivacyRegister, PrivacySettings, PrivacySettingsPatch } from './schemas.ts'
import { patchPrivacySettings, readPrivacySettings } from './settings.ts'

const tag = 'register of processings'
const body = { controller: 'La mutuelle', controllerContact: 'Direction de la responsabilité sociale, au siège', dpo: 'Délégation à la protection des données', dpoContact: 'dpo@mutuelle.invalid', processors: [{ name: 'Hébergeur', purpose: 'Hébergement de la plateforme', country: 'France' }] }

/** Who answers for the data, and the register that follows from the configuration (GDPR 26, 28, 30). */
export async function privacyRegisterRoutes(app: App): Promise<void> {
  app.get('/privacy/settings', operation({ id: 'getPrivacySettings', tag, summary: 'Who answers for the data: controller, officer, processors', access: may.readPrivacy, response: { 200: PrivacySettings } }), async (request, reply) =>
    sendVersioned(request, reply, await readPrivacySettings(app.db)))

  app.patch('/privacy/settings', operation({ id: 'updatePrivacySettings', tag, summary: 'Say who answers for the data', access: may.protect, body: PrivacySettingsPatch, response: { 200: PrivacySettings }, example: { body } }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchPrivacySettings(tx, request, request.body)
      return { body: row, version: row.version }
    }))

  app.get('/privacy/register', operation({ id: 'getPrivacyRegister', tag, summary: 'The register of processings, as it stands now', description: 'Made of the processings, the retention rules and the settings at the moment of reading; `missing` names what nobody has said yet.', access: may.readPrivacy, response: { 200: PrivacyRegister } }), async (request) => readRegister(app.db, request.reach))
}
