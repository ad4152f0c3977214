data "aws_availability_zones" "these" {
  state = "available"
}

locals {
  zones = { for index, zone in slice(data.aws_availability_zones.these.names, 0, 3) : zone => index }

  # The network policies tell pods from load balancers and from stores by these addresses: nothing else is in a range.
  ranges = {
    pods                    = cidrsubnet(var.vpc_cidr, 2, 0)
    internal_load_balancers = cidrsubnet(var.vpc_cidr, 6, 16)
    kafka                   = cidrsubnet(var.vpc_cidr, 6, 18)
    stores                  = cidrsubnet(var.vpc_cidr, 6, 19)
    internet_load_balancers = cidrsubnet(var.vpc_cidr, 6, 60)
  }
}

resource "aws_vpc" "this" {
  cidr_block           = var.vpc_cidr
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = var.name }
}

# Nothing is placed into the default group by mistake and then talks.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
}

# Nodes, and pods, which have addresses of the same subnets.
resource "aws_subnet" "private" {
  for_each = local.zones

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(local.ranges.pods, 2, each.value)

  tags = { Name = "${var.name}-private-${each.key}" }
}

# Load balancers that the internet reaches, and the NAT gateways.
resource "aws_subnet" "public" {
  for_each = local.zones

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(local.ranges.internet_load_balancers, 2, each.value)

  tags = {
    Name                     = "${var.name}-public-${each.key}"
    "kubernetes.io/role/elb" = "1"
  }
}

# Load balancers that only the network reaches.
resource "aws_subnet" "internal_load_balancers" {
  for_each = local.zones

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(local.ranges.internal_load_balancers, 2, each.value)

  tags = {
    Name                              = "${var.name}-internal-load-balancers-${each.key}"
    "kubernetes.io/role/internal-elb" = "1"
  }
}

resource "aws_subnet" "kafka" {
  for_each = local.zones

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(local.ranges.kafka, 2, each.value)

  tags = { Name = "${var.name}-kafka-${each.key}" }
}

# For the market's PostgreSQL and Redis, which are not made here.
resource "aws_subnet" "stores" {
  for_each = local.zones

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(local.ranges.stores, 2, each.value)

  tags = { Name = "${var.name}-stores-${each.key}" }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_eip" "nat" {
  for_each = aws_subnet.public

  domain = "vpc"
}

resource "aws_nat_gateway" "this" {
  for_each = aws_subnet.public

  subnet_id     = each.value.id
  allocation_id = aws_eip.nat[each.key].id

  depends_on = [aws_internet_gateway.this]
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.this.id
  }
}

resource "aws_route_table_association" "public" {
  for_each = aws_subnet.public

  subnet_id      = each.value.id
  route_table_id = aws_route_table.public.id
}

resource "aws_route_table" "private" {
  for_each = aws_subnet.private

  vpc_id = aws_vpc.this.id
}

# A resource of its own: routes that the VPN brings are in the same table.
resource "aws_route" "out" {
  for_each = aws_route_table.private

  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this[each.key].id
}

resource "aws_route_table_association" "private" {
  for_each = aws_subnet.private

  subnet_id      = each.value.id
  route_table_id = aws_route_table.private[each.key].id
}

# What has no way out to the internet.
resource "aws_route_table" "inside" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "internal_load_balancers" {
  for_each = aws_subnet.internal_load_balancers

  subnet_id      = each.value.id
  route_table_id = aws_route_table.inside.id
}

resource "aws_route_table_association" "kafka" {
  for_each = aws_subnet.kafka

  subnet_id      = each.value.id
  route_table_id = aws_route_table.inside.id
}

resource "aws_route_table_association" "stores" {
  for_each = aws_subnet.stores

  subnet_id      = each.value.id
  route_table_id = aws_route_table.inside.id
}

# Checkpoints do not go through the NAT gateways.
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [for table in aws_route_table.private : table.id]
}
