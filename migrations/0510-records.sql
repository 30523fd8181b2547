-- A document's page asks for the acts and the figures that the document prints.
create index law_appointment_by_document on law_appointment (document_id);
create index law_figure_by_document on law_figure (document_id);
