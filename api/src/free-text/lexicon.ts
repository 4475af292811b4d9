import { anyOf, asTyped, crowd, said } from './shapes.ts'
import type { Class, Rule } from './types.ts'

const of = (name: Class, pattern: RegExp, more: Partial<Rule> = {}): Rule => ({ class: name, pattern, ...more })
const ofPerson = (name: Class, pattern: RegExp, more: Partial<Rule> = {}): Rule => of(name, pattern, { person: true, ...more })

const INSULTS = String.raw`connards?|connasses?|salopes?|saloperies?|salauds?|encule\w*|enfoires?|abruti\w*|petasses?|raclures?|trou du cul|fils de pute|pute|merdeu\w+|emmerdeu\w+|cretin\w*|imbeciles?|gogols?|tocards?|couillon\w*|bouffon\w*|faux[- ]culs?|faux[- ]jetons?|leche[- ](?:bottes?|culs?)|crevures?|grosse vache|sale (?:type|con|conne|bonhomme|bonne femme)|(?:gros|pauvre|vieux|petit|quel|ce|bande de|un|les) cons?|connes?|espece d[e'] ?\w+`
const SCORN = String.raw`idiot\w*|minables?|ordures?(?! menagere)|pourriture|guignols?|clowns?(?! hospitalier)|tarees?|tares?|cingle\w*|larbins?|charlots?|debiles?|garce|fumier|bourrique|vendue?|pourrie?|con|mongol\w*`

const ILLNESS = String.raw`cancers?|tumeurs?|leucemie|depression|diabete|sida|vih|hiv|alzheimer|parkinson|sclerose en plaques|epilepsie|schizophrenie|bipolarite|autisme|burn[- ]?out|avc|infarctus|crise cardiaque|alcoolisme|toxicomanie|addictions?|anorexie|hepatite|insuffisance (?:renale|cardiaque|respiratoire)|maladie (?:grave|chronique|rare|genetique|degenerative|de (?:parkinson|alzheimer|crohn|charcot|lyme))|longue maladie|handicap|troubles? (?:psych\w+|bipolaires?|anxieux|mentaux|du comportement)|fibromyalgie|endometriose|asthme|covid long|fausse couche|problemes? (?:cardiaques?|psych\w+|d'alcool|de sante)|soucis de sante|maux de dos|hernie discale`
const ILL = String.raw`malades?|souffrante?|enceinte|depressi\w+|suicidaire|alcooliques?|toxicomanes?|droguee?|seropositi\w+|diabetiques?|epileptiques?|bipolaires?|schizophrenes?|autistes?|handicapee?|hospitalisee?|operee?|invalide|aveugle|malentendante?|sourde?|cancereu\w+|anorexique|obese|asthmatique|en (?:depression|burn[- ]?out|chimiotherapie|remission|soins palliatifs|cure|invalidite)|sous (?:antidepresseurs?|anxiolytiques|neuroleptiques|chimio\w*|dialyse|morphine|traitement (?:medical|lourd|psychiatrique))`
const OWN_HEALTH = String.raw`(?:sante|etat de sante)(?! (?:financiere|economique|budgetaire|comptable))|operation du \w+|hospitalisation|grossesse|maladie(?! professionnelle)|arret maladie|conge maternite|chimio\w*`

const health: Rule[] = [
  ofPerson('health', said(ILL), { notAfter: crowd }),
  ofPerson('health', anyOf(`(?:souffr\\w+|atteinte?|porteu\\w+|guerie?|remise?|soignee?|traitee?|operee?|suivie?|mal) (?:d'|de |du |pour |contre )(?:un |une |la |l'|le |son |sa )?(?:${ILLNESS})`), { notAfter: crowd }),
  ofPerson('health', anyOf(`(?:a|ait|avait|aurait|eu|fait|fit|sort|sortait|sorti) (?:deja |eu |fait |d')*(?:un |une |le |la |l'|du |des )(?:${ILLNESS})`), { notAfter: crowd }),
  of('health', anyOf(`(?:son|sa|ses) (?:grave |long |longue |ancien |premier )?(?:${OWN_HEALTH}|${ILLNESS})`)),
  ofPerson('health', anyOf(String.raw`en (?:arret|conge) (?:maladie|maternite|longue maladie|de travail|de longue maladie)|se remet d'une? \w+|tentative de suicide|cure de desintoxication|(?:s'est|se) fait(?:e)? operer|prend des (?:antidepresseurs|anxiolytiques|medicaments)|rqth|fragile psych\w+|psych\w+ fragile|perdu (?:un|son|le) bebe|(?:boit|buvait) (?:beaucoup|trop|enormement)|prend un traitement (?:lourd|medical|psychiatrique)|subi(?:r|t)? une? (?:\w+ )?(?:pontage|operation|greffe|ablation|transplantation|chimio\w*|intervention chirurgicale)|reconnue? travailleu(?:r|se) handicapee?|ancien(?:ne)? malade|convalescen\w+|en fauteuil roulant|perdu la vue|(?:est|etre|a ete) (?:en )?hospitalisee?`), { notAfter: crowd }),
]

const LOVE = String.raw`homosexuel\w*|gay|lesbienne|bisexuel\w*|transsexuel\w*|transgenre|heterosexuel\w*|infidele|pede|gouine|nymphomane`
const sexualLife: Rule[] = [
  ofPerson('sexual-life', said(LOVE), { notAfter: crowd }),
  of('sexual-life', anyOf(String.raw`(?:son|sa) (?:homosexualite|bisexualite|orientation sexuelle|vie sexuelle|sexualite|transidentite|homosexuel\w*)|(?:son|ses) amants?|(?:sa|ses) maitresses?(?! d'(?:ouvrage|oeuvre|ecole))`)),
  of('sexual-life', anyOf(String.raw`(?:a|aurait|avait|eu|entretient|entretenait) (?:eu )?une (?:liaison|aventure) (?:extraconjugale )?avec|(?:couche|couchait|couchent) avec|trompe (?:son|sa) (?:mari|femme|epou\w+|compagn\w+|conjointe?)|relations? sexuelles? avec|coming[- ]out|mariee? (?:a|avec) (?:un homme|une femme)`)),
]

const PEOPLES = String.raw`maghrebin\w*|african\w*|africaine?s?|arabes?|turque?s?|kabyles?|berberes?|algerien\w*|marocain\w*|tunisien\w*|asiatiques?|chinoise?s?|vietnamien\w*|antillaise?s?|comorien\w*|senegalais\w*|malien\w*|portugais\w*|polonais\w*|juive|juif|roms?|tziganes?|gitan\w*|manouches?|armenien\w*|kurdes?|libanais\w*|etrangere|immigree|congolais\w*|camerounais\w*|ivoirien\w*`
const KIND = String.raw`noire?s?|blanche?s?|arabes?|maghrebin\w*|africaine?s?|asiatiques?|metis\w*|roms?|gitan\w*|manouches?|tziganes?|beure?s?|beurette|kabyles?|antillaise?s?|de couleur|de type \w+`
const ethnicity: Rule[] = [
  ofPerson('ethnicity', anyOf(`d'origine (?:${PEOPLES})|des origines (?:${PEOPLES})|(?:${PEOPLES}) d'origine`)),
  ofPerson('ethnicity', said(KIND), { notAfter: crowd }),
  of('ethnicity', anyOf(String.raw`c'est une? (?:arabes?|maghrebin\w*|gitan\w*|manouche|tzigane|kabyle|asiatique|metisse?)`)),
  of('ethnicity', anyOf(String.raw`(?:sa|ses|son) (?:race|origines? ethniques?|couleur de peau|origines (?:${PEOPLES}))`)),
  ofPerson('ethnicity', anyOf(String.raw`(?:de race|couleur de (?:sa )?peau|est un(?:e)? (?:noire?|arabe|blanche?|rom|gitane?))`)),
]

const FAITHS = String.raw`musulman\w*|catholiques?|cathos?|juifs?|juives?|protestante?s?|chretien\w*|bouddhistes?|hindoue?s?|islamistes?|integristes?|evangelistes?|evangeliques?|athees?|croyante?s?|pieu(?:x|se)|bigote?s?|franc[- ]macon\w*|salafistes?|temoin de jehovah|mormone?s?|voilee`
const religion: Rule[] = [
  ofPerson('religion', said(FAITHS), { notAfter: crowd }),
  ofPerson('religion', anyOf(String.raw`(?:fait|fera|faisait|respecte|observe|suit|pratique) (?:le |la )?(?:ramadan|careme|shabbat|sabbat|jeune)|(?:va|aller|allait) (?:tous les \w+ )?a (?:la messe|la mosquee|l'eglise|la synagogue)|frequente (?:la mosquee|l'eglise|la synagogue|la paroisse)|porte (?:le|un|une|la) (?:voile|foulard|kippa|hijab|croix)|convertie? (?:a l'islam|au \w+isme|a la foi \w+)|de confession \w+|de religion \w+|famille (?:tres )?(?:catholique|musulmane|juive|protestante|pratiquante)|(?:catholique|musulmane?|juive?|juif) pratiquante?`)),
  of('religion', anyOf(String.raw`(?:sa|ses) (?:foi|religion|confession|convictions? religieuses?|croyances?|pratique religieuse)`)),
]

const CROOK = String.raw`escrocs?|voleu(?:r|se)s?|violeurs?|pedophiles?|dealers?|delinquante?s?|criminel\w*|corrompue?s?|ripoux?|fraudeu(?:r|se)s?|repris de justice|fichee? s|incarceree?|ecrouee?|en prison|en detention(?: provisoire)?|sous controle judiciaire|mise? en examen|en garde a vue|poursuivie? pour|accusee? de|soupconnee? de`
const offence: Rule[] = [
  ofPerson('offence', said(CROOK), { notAfter: crowd }),
  ofPerson('offence', anyOf(String.raw`(?:a|ait|avait|aurait) ete condamnee?(?! a (?:reussir|attendre|l'echec|disparaitre))|condamnee? (?:pour|a \w+ (?:amende|peine|mois|ans))|mise? en examen|(?:placee?|mise?) en (?:garde a vue|detention(?: provisoire)?)|fait (?:\w+ )?(?:de la|\w+ (?:mois|ans) de) prison|sort(?:i|ie)? de prison|reconnue? coupable|(?:mois|ans?) (?:de prison|avec sursis|ferme)|casier judiciaire|(?:a|avait) un casier|(?:a|ait|avait|aurait) (?:detourne|vole|agresse|viole|escroque|blanchi|frappe|fraude)(?! (?:a|en|vers|depuis) )|(?:detourne|detournait) (?:de l'argent|des fonds|les fonds)|(?:son|sous) controle judiciaire|condamnation pour|tape dans la caisse|sort(?:ie?)? de garde a vue|jugee? pour|passe de (?:delinquant|voleur|trafiquant)|plainte (?:pour \w+ )?contre (?:lui|elle)|abus de biens sociaux`), { notAfter: crowd }),
  of('offence', anyOf('(?:son|ses) (?:casier(?: judiciaire)?|condamnations?|antecedents judiciaires)')),
]

const CHARACTER = String.raw`ingerables?|malhonnetes?|incompetente?s?|menteu(?:r|se)s?|coleri\w+|manipulat(?:eur|rice)s?|arrogante?s?|hysteri\w+|paresseu(?:x|se)|feignante?|faineante?|caracteriel\w*|hypocrites?|agressi(?:f|ve)|naif|naive|de mauvaise foi|imbue? (?:de|d')\w*|pretentieu(?:x|se)|lache|opportunistes?|bornee|(?<!une )borne|psychorigide|mesquine?|mediocre|incapables?|pervers\w*|narcissique|autoritaire|girouette|sournoise?|desagreable|insupportables?|infrequentable|deloyale?|imprevisible|bete|stupide|mythomane|egocentrique`

const character: Rule[] = [
  ofPerson('character', said(CHARACTER), { notAfter: crowd }),
  ofPerson('character', anyOf(String.raw`(?:peu|pas|guere) fiable|ne tient pas (?:sa )?parole|sale caractere|mauvais caractere|(?:est|d')une? (?:menteu\w+|manipulat\w+)`)),
]

const family: Rule[] = [
  of('family', anyOf(String.raw`(?:son|sa|ses) (?:ex-|deux |trois |quatre |jeunes? |propre )*(?:mari|femme|epou[sx]e?|compagn(?:e|on)|conjointe?|fils|filles?|enfants?|pere|mere|parents|freres?|soeurs?|beau-\w+|belle-\w+|couple|mariage|divorce|vie (?:privee|de famille|familiale)|neveu|niece|cousine?)`)),
  ofPerson('family', said(String.raw`divorcee?|celibataire|veuf|veuve|pacsee?|remariee?|mariee? (?:a|au|avec)|en couple|separee?`)),
  ofPerson('family', anyOf(String.raw`en instance de divorce|(?:pere|mere) de (?:\w+ )?(?:enfants?|filles?|garcons?|famille)|eleve (?:seule? )?(?:ses|deux|trois|un|une)|garde (?:alternee|des enfants)|vie privee|(?:la femme|le mari|le fils|la fille|le frere|la soeur|l'epou[sx]e?) de`)),
]

const UNIONS = String.raw`CGT|CFDT|FO|CFTC|CFE-CGC|UNSA|SUD|FSU|Solidaires|Force ouvriere|Force Ouvriere`
const PARTIES = String.raw`PS|PCF|LR|RN(?! \d)|LFI|EELV|MoDem|Modem|UDI|NPA|UDB|Parti [a-z]+iste|parti [a-z]+iste|Rassemblement [Nn]ational|Front [Nn]ational|(?:La )?France [Ii]nsoumise|[Ll]es Republicains|[Ll]es Verts|[Ll]es Ecologistes|Reconquete|Renaissance|Place publique|Lutte ouvriere`
const membership: Rule[] = [
  ofPerson('membership', asTyped(`${UNIONS}|${PARTIES}`), { cased: true }),
  ofPerson('membership', anyOf(String.raw`syndiquee?|syndicalistes?|(?:deleguee?|responsable|elue?|permanente?|secretaire|representante?) syndicale?|encartee?|(?:adherente?|membre|militante?) (?:a|au|du|d'un|de son) (?:parti|syndicat)(?! (?:mixte|intercommunal|d'initiative|des eaux|de copropriete|d'energie))|(?:est|homme|femme|elue?) (?:tres )?(?:de|d') ?(?:gauche|droite|extreme[- ]\w+)|sympathisante? (?:de|du|d')`)),
]

const DOMAINS = String.raw`gmail|orange|free|wanadoo|hotmail|outlook|yahoo|laposte|sfr|icloud|live|msn|proton|protonmail|gmx|aol|bbox|numericable|neuf`
const contact: Rule[] = [
  of('contact', /(?<![a-z0-9])(?<w>(?:\+ ?33|0033|0)[ .]?(?:\(0\))?[67](?:[ .-]?\d{2}){4})(?!\d)/dg),
  of('contact', new RegExp(`(?<![a-z0-9._%+-])(?<w>[a-z0-9._%+-]{1,64}@(?:${DOMAINS})\\.[a-z]{2,3})(?![a-z])`, 'dg')),
  of('contact', anyOf(String.raw`(?:numero|no|tel\.?|telephone|portable|mobile|ligne|adresse|mail|courriel|e-mail) (?:perso|personnel(?:le)?|privee?)|son domicile|sa ligne directe personnelle|habite (?:au )?\d+`)),
]

/** Every rule on words; numbers with a key are looked for apart. */
export const rules: readonly Rule[] = [
  of('insult', anyOf(INSULTS)),
  ofPerson('insult', said(SCORN)),
  of('insult', anyOf(String.raw`c'est une? (?:vraie? )?(?:${SCORN})`)),
  ...health, ...sexualLife, ...ethnicity, ...religion, ...offence,
  ...character, ...family, ...membership, ...contact,
]
