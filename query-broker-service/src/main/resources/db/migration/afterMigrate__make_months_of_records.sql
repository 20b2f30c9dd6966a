select make_record_months();
