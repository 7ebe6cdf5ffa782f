#!/usr/bin/env python3
"""Prints the letters of a mailbox as leads, one a line: python3 letters.py MBOX | crm lead intake

A letter's Message-ID is its number, so the same mailbox can be handed over again and again.
"""
import email.header
import email.utils
import json
import mailbox
import sys

for letter in mailbox.mbox(sys.argv[1]):
    subject = str(email.header.make_header(email.header.decode_header(letter["Subject"] or "")))
    sender = str(email.header.make_header(email.header.decode_header(letter["From"] or "")))
    name, address = email.utils.parseaddr(sender)
    part = next((p for p in letter.walk() if p.get_content_type() == "text/plain"), letter)
    body = (part.get_payload(decode=True) or b"").decode(part.get_content_charset() or "utf-8", "replace")
    lead = {
        "source": "mail", "channel": "letter", "external": letter["Message-ID"],
        "name": name, "email": address, "text": f"{subject}\n{body}".strip(),
        "receivedAt": email.utils.parsedate_to_datetime(letter["Date"]).isoformat() if letter["Date"] else None,
    }
    print(json.dumps({key: value for key, value in lead.items() if value}, ensure_ascii=False))
