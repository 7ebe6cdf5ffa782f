import CRMModel

/// A small department: a company, a contact, a deal with two operations, and a payment chain.
struct Department {
  let directory: TestDirectory
  let company: Company
  let contact: Contact
  let deal: Deal
  let chain: [Deal]

  init() throws {
    directory = try TestDirectory()
    company = try directory.addCompany()
    contact = try directory.addContact(company)
    deal = try directory.change(try directory.addDeal(company, [contact]))
    chain = try directory.addChain(company)
  }
}
