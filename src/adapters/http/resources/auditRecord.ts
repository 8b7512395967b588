import { type AuditFilter, type NamedRecord } from '../../../app/audit/auditLog';
import { type Refusal } from '../../../app/refusals';
import { type AuditRecord } from '../../../domain/audit/state';
import { failure, success, type Result } from '../../../kernel/result';
import { parseFieldFilter } from '../fieldFilter';
import { resourceForm } from '../resourceForm';
import { type LineForm } from './reconciliation';

/** `subscriptionId` → `SubscriptionId`, as published records name what they are about. */
const published = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const customizedData = ({ subjects, requestId, httpStatus, code, byTenantId, tenantId }: AuditRecord): { key: string; value: string }[] => [
  ...Object.entries(subjects).map(([name, value]) => ({ key: published(name), value })),
  ...(requestId === undefined ? [] : [{ key: 'RequestId', value: requestId }]),
  ...(httpStatus === undefined ? [] : [{ key: 'HttpStatus', value: String(httpStatus) }]),
  ...(code === undefined ? [] : [{ key: 'ErrorCode', value: String(code) }]),
  ...(byTenantId === undefined || byTenantId === tenantId ? [] : [{ key: 'ByTenantId', value: byTenantId }]),
];

/** What resulted; of what failed, or is under way, what was asked for. */
const newValue = ({ resulted, asked }: AuditRecord): { resourceNewValue?: string } => {
  const value = resulted ?? asked;
  return value === undefined ? {} : { resourceNewValue: value };
};

/** The contract's AuditRecord. */
export const auditRecordResource = ({ record, customerName }: NamedRecord) => ({
  id: record.id,
  partnerId: record.tenantId,
  ...(record.customerId !== undefined && { customerId: record.customerId }),
  ...(customerName !== undefined && { customerName }),
  ...(record.appOnly === true ? { applicationId: record.userId } : { userPrincipalName: record.userName ?? record.userId ?? 'system' }),
  resourceType: record.resourceType,
  ...(record.before !== undefined && { resourceOldValue: record.before }),
  ...newValue(record),
  operationType: record.operationType,
  ...(record.correlationId !== undefined && { originalCorrelationId: record.correlationId }),
  operationDate: record.at,
  operationStatus: record.status,
  customizedData: customizedData(record),
  attributes: { objectType: 'AuditRecord' },
});

/** Records as a list and as a file. */
export const auditForm: LineForm<NamedRecord> = resourceForm(
  ['id', 'operationDate', 'operationType', 'operationStatus', 'resourceType', 'customerId', 'customerName', 'userPrincipalName', 'applicationId', 'originalCorrelationId', 'partnerId', 'customizedData', 'resourceOldValue', 'resourceNewValue'],
  auditRecordResource,
);

/** Which comparison each field is published with. */
const operators = { CompanyName: 'substring', CustomerId: 'equals', ResourceType: 'equals', SubscriptionId: 'equals' } as const satisfies Record<AuditFilter['field'], string>;

const invalid = (problem: string): Result<never, Refusal> => failure({ kind: 'InputInvalid', problems: [`filter: ${problem}`] });

/** `{"Field":"ResourceType","Value":"transfer","Operator":"equals"}`; letter case does not count. Refuses whatever else: InputInvalid. */
export const parseAuditFilter = (text: string): Result<AuditFilter, Refusal> => {
  const given = parseFieldFilter(text);
  if (given === undefined || given.Value.trim() === '') return invalid('must be JSON with Field, Value and Operator');
  const { Field, Value, Operator } = given;
  const field = (Object.keys(operators) as AuditFilter['field'][]).find((known) => known.toLowerCase() === Field.toLowerCase());
  if (field === undefined) return invalid(`Field "${Field}" is none of ${Object.keys(operators).join(', ')}`);
  if (Operator.toLowerCase() !== operators[field]) return invalid(`Operator of ${field} must be ${operators[field]}`);
  return success({ field, value: Value.trim() });
};
