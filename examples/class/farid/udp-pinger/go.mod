module udppinger

go 1.19
