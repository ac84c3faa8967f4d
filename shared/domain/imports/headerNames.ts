// What people call the columns of an import, in English, French, Portuguese and Arabic, and the HXL tags of each.
import type { ImportColumn } from '#model/importColumns.ts'
import { foldText } from '../matching/foldText.ts'
import { wordsApart } from './besideCurrency.ts'

/** A header as names are compared: `start_date`, `startDate` and `Start date` are one. */
export const foldedHeader = (text: string): string => foldText(wordsApart(text))

/** Folded header texts of each column; the column's own name comes by itself. */
export const headerNames: Record<ImportColumn, string> = {
  id: `ref|reference|no|number|record id|identifier|contribution id|activity id|project id|iati identifier|activity identifier|reference number|identifiant|numero|numero de reference|identificador|referencia|المعرف|الرقم|رقم|المرجع`,
  source: `list|data source|source list|reported in|liste|fonte|lista|المصدر`,
  partner: `provider|donor|donor name|donor country|donor agency|donor organisation|donor organization|contributing country|contributing partner|pays donateur|pais doador|funder|funding organisation|funding organization|partner name|organisation|organization|contributor|development partner|provider org|partenaire|bailleur|bailleur de fonds|donateur|organisme|fournisseur|partenaire financier|parceiro|doador|financiador|organizacao|الشريك|المانح|الجهه المانحه|الجهه|المنظمه`,
  implementing_partner: `implementer|implementers|implementing partners|implementing organisation|implementing organization|implemented by|executing agency|implementing org|partenaire d execution|partenaire de mise en oeuvre|agence d execution|executant|mise en oeuvre par|parceiro de implementacao|implementador|agencia executora|entidade executora|الشريك المنفذ|الجهه المنفذه|المنفذ`,
  beneficiary: `recipient|recipient organisation|recipient organization|beneficiary organisation|beneficiary organization|supported organization|beneficiaire|destinataire|institution beneficiaire|beneficiario|destinatario|recetor|المستفيد|الجهه المستفيده|المتلقي`,
  title: `name|title of activity|title of project|course name|training|training course|training title|activity|activity title|contribution|project|project title|course|course title|activity name|project name|titre|titre du projet|titre de l activite|intitule|intitule de l activite|libelle|nom du projet|nom de l activite|intitule du cours|intitule de la formation|titulo do curso|nom|projet|intitule du projet|activite|titulo|titulo do projeto|titulo da atividade|nome do projeto|nome da atividade|nome|atividade|projeto|العنوان|الاسم|النشاط|المشروع|اسم المشروع|عنوان المشروع|اسم النشاط`,
  description: `details|summary|objective|objectives|activity description|resume|objectif|objectifs|descriptif|descricao|resumo|objetivo|الوصف|التفاصيل|ملخص`,
  lang: `language|langue|lingua|idioma|اللغه`,
  cluster: `rcm cluster|groupe thematique|grupo tematico|المجموعه`,
  sub_cluster: `subcluster|sub cluster|pillar|sous groupe|sous groupe thematique|volet|sub grupo|subgrupo|pilar|المجموعه الفرعيه`,
  priority_area: `priority areas|area|theme|thematic area|focus area|domaine|domaine prioritaire|axe prioritaire|thematique|area prioritaria|areas prioritarias|tema|المجال|المجال ذو الاولويه|مجال الاولويه`,
  modality: `type|kind|support type|type of support|modalite|type d appui|type de soutien|nature de l appui|modalidade|tipo de apoio|tipo|نوع الدعم|النوع|الطريقه`,
  status: `stage|state|activity status|statut|etat|estado|situacao|الحاله|الوضع`,
  amount: `original amount|amount in original currency|original value|montant original|montant en devise d origine|valor original|montante original|value|total|budget|cost|amount usd|amount in usd|cost usd|cost in usd|total cost usd|total usd|value usd|budget usd|total amount|total budget|total cost|funding|funds|sum|montant|valeur|cout|montant total|cout total|financement|montante|valor|custo|orcamento|valor total|custo total|المبلغ|القيمه|الميزانيه|التكلفه`,
  currency: `original currency|devise d origine|monnaie d origine|moeda original|moeda de origem|curr|currency code|ccy|devise|monnaie|code devise|moeda|divisa|العمله`,
  value_date: `date of value|exchange date|rate date|date de valeur|date valeur|data valor|data de valor|تاريخ القيمه|تاريخ الاستحقاق`,
  quantity: `qty|count|number of participants|participants|no of participants|students|number of students|trainees|number of trainees|seats|number trained|quantite|nombre|nombre de participants|effectif|nbre de participants|nb de participants|quantidade|numero de participantes|الكميه|العدد|عدد المشاركين`,
  unit: `unit of measure|units|uom|measure|unite|unite de mesure|unidade|unidade de medida|الوحده|وحده القياس`,
  start_date: `start|from|begin|begin date|begins|date from|start day|planned start|actual start|period start|period|dates|periode|periodo|الفتره|debut|date de debut|date debut|du|inicio|data de inicio|data inicio|تاريخ البدء|تاريخ البدايه|البدايه|من`,
  end_date: `end|to|until|finish|ends|date to|end day|planned end|actual end|period end|completion date|fin|date de fin|date fin|au|fim|data de fim|data fim|data de termino|تاريخ الانتهاء|تاريخ النهايه|النهايه|الى`,
  country: `countries|host country|host nation|pays hote|pais anfitriao|country code|recipient country|country of activity|pays|pais|الدوله|البلد`,
  location: `place|city|town|venue|locality|site|lieu|ville|localite|local|localidade|cidade|الموقع|المكان|المدينه`,
  instrument: `mechanism|fund|funding instrument|facility|instrument de financement|mecanisme|fonds|instrumento|mecanismo|fundo|الاداه|الصندوق|الاليه`,
  operation: `mission|peace operation|operation de paix|operacao|missao|العمليه|البعثه`,
  visibility: `confidentiality|confidential|visibilite|confidentialite|visibilidade|confidencialidade|السريه`,
  external_refs: `external references|external ids|other identifiers|references externes|autres identifiants|referencias externas|outros identificadores|المراجع الخارجيه`,
  reported_by: `reporter|reporting organisation|reporting organization|reported by|declare par|rapporte par|relatado por|reportado por|المبلغ عنه`,
  revision: `rev|version number`,
}

/** HXL hashtags (with the attributes that decide) that mean a column, the most telling first. */
export const hxlTags: Record<ImportColumn, string[]> = {
  id: ['#activity+id', '#activity+code', '#meta+id'],
  source: ['#meta+source'],
  partner: ['#org+funding', '#org+donor', '#org+provider', '#org'],
  implementing_partner: ['#org+impl', '#org+implementing'],
  beneficiary: ['#org+beneficiary', '#org+recipient'],
  title: ['#activity+name', '#activity+title', '#activity'],
  description: ['#description', '#activity+description'],
  lang: ['#meta+lang'],
  cluster: ['#sector+cluster'],
  sub_cluster: ['#sector+subcluster', '#subsector', '#sector'],
  priority_area: ['#activity+theme', '#sector+theme'],
  modality: ['#modality', '#activity+type'],
  status: ['#status'],
  amount: ['#value+amount', '#value'],
  currency: ['#value+currency', '#currency'],
  value_date: ['#date+value'],
  quantity: ['#output+num', '#output'],
  unit: ['#output+unit'],
  start_date: ['#date+start'],
  end_date: ['#date+end'],
  country: ['#country+code', '#country'],
  location: ['#loc+name', '#loc', '#adm1'],
  instrument: ['#value+instrument', '#channel'],
  operation: ['#operations'],
  visibility: ['#meta+visibility'],
  external_refs: ['#activity+external', '#meta+refs'],
  reported_by: ['#org+reporting', '#org+reporter'],
  revision: ['#meta+revision'],
}
