import { type ExportPorts, type Written } from '../../../app/export/exportPorts';
import { csvText } from '../../csv/csvText';
import { BYTE_ORDER_MARK } from '../csvAnswer';
import { billingForm, dailyForm, type ExportedForm } from './reconciliation';

/** What the published basic set of daily usage keeps. Of reconciliation lines none is published: its basic set is the full one, so that whatever a reader looks for is there. */
const BASIC_USAGE: ReadonlySet<string> = new Set(
  (
    'AdditionalInfo BenefitOrderID BenefitType BillingCurrency BillingPreTaxTotal ChargeStartDate ChargeEndDate ChargeType CreditPercentage CreditType CustomerId CustomerName EffectiveUnitPrice EntitlementId InvoiceNumber PartnerId ' +
    'PartnerName PCToBCExchangeRate PricingCurrency PricingPreTaxTotal ProductId PublisherName Quantity ResourceURI SkuId SkuName SubscriptionId UnitPrice UnitType UsageDate'
  )
    .toLowerCase()
    .split(' '),
);

const isBasicUsage = (heading: string): boolean => BASIC_USAGE.has(heading.toLowerCase());

const everything = (): boolean => true;

const writtenBy =
  <T>(form: ExportedForm<T>, basic: (heading: string) => boolean): Written<T> =>
  ({ attributeSet, dataFormat, byteOrderMark: hasMark = false }) => {
    const keeps = attributeSet === 'basic' ? basic : everything;
    const csv = (rows: Parameters<typeof csvText>[0]): string => csvText(rows, { quotes: 'whereNeeded' });
    const kept = form.header.map(keeps);
    const inFile = <F>(fields: readonly F[]): readonly F[] => fields.filter((_, index) => kept[index]);
    const heading = `${hasMark ? BYTE_ORDER_MARK : ''}${csv([inFile(form.header)])}`;
    return dataFormat === 'compressedCSV'
      ? { heading, furtherHeading: hasMark ? heading : undefined, text: (lines) => csv(lines.map((line) => inFile(form.fields(line)))) }
      : { heading: '', text: (lines) => lines.map((line) => `${JSON.stringify(Object.fromEntries(Object.entries(form.exported(line)).filter(([name]) => keeps(name))))}\n`).join('') };
  };

/** How exports write lines: their names are those of the file's headings, as published, on each line of JSON. Unbilled lines have no tax. */
export const exportedLines: Pick<ExportPorts['exporting'], 'reconciliation' | 'usage'> = { reconciliation: writtenBy(billingForm('0'), everything), usage: writtenBy(dailyForm, isBasicUsage) };
