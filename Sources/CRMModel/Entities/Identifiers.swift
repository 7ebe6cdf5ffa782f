/// The id of a deal.
public typealias DealID = Identifier<Deal>
/// The id of a company.
public typealias CompanyID = Identifier<Company>
/// The id of a contact.
public typealias ContactID = Identifier<Contact>
/// The id of one command that changed something.
public typealias OperationID = Identifier<LogEntry>
